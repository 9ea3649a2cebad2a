// What keys do in the grid, as in any file manager: arrows move, Shift extends, Space chooses, Enter opens. Pure.
import { choose, chooseAll, chooseNone, moved, type Selection } from '../../../library/selection.ts';

interface Keyed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export type KeyDoes =
  { readonly do: 'select'; readonly selection: Selection } | { readonly do: 'open' | 'delete'; readonly id: string };

/** @param columns how far up and down is; @returns null for keys that are not the grid's */
export function keyDoes(event: Keyed, selection: Selection, order: readonly string[], columns: number): KeyDoes | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * 4,
    PageDown: columns * 4,
    Home: -order.length,
    End: order.length,
  };
  const by = steps[event.key];
  const select = (next: Selection): KeyDoes => ({ do: 'select', selection: next });
  if (by !== undefined) {
    const cursor = moved(selection, order, by);
    if (cursor === null) return null;
    return select(event.shiftKey ? choose(selection, order, cursor, 'range') : { ...selection, cursor });
  }
  const { cursor } = selection;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 'a') return select(chooseAll(selection, order));
  if (event.key === 'Escape' && selection.ids.size > 0) return select(chooseNone(selection));
  if (cursor === null) return null;
  if (event.key === ' ') return select(choose(selection, order, cursor, event.shiftKey ? 'range' : 'toggle'));
  if (event.key === 'Enter') return { do: 'open', id: cursor };
  return event.key === 'Delete' || event.key === 'Backspace' ? { do: 'delete', id: cursor } : null;
}
