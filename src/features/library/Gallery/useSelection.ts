// The chosen pictures of a list, and what the mouse does to them. Keys are in `gridKeys.ts`.
import { type MouseEvent, useMemo, useState } from 'react';
import { choose, type Manner, NOTHING_CHOSEN, type Selection, within } from '../../../library/selection.ts';

export interface Chosen {
  readonly selection: Selection;
  readonly set: (selection: Selection) => void;
  readonly click: (event: MouseEvent, id: string) => void;
}

/** @param open what a plain click does while nothing is chosen */
export function useSelection(order: readonly string[], open: (id: string) => void): Chosen {
  const [held, setHeld] = useState<{ readonly selection: Selection; readonly order: readonly string[] }>({
    selection: NOTHING_CHOSEN,
    order,
  });
  const selection = useMemo(
    () => (held.order === order ? held.selection : within(held.selection, order, held.order)),
    [held, order],
  );
  const set = (next: Selection): void => setHeld({ selection: next, order });
  const click = (event: MouseEvent, id: string): void => {
    const manner = mannerOf(event, selection);
    if (manner) return set(choose(selection, order, id, manner));
    set({ ...selection, cursor: id, anchor: id });
    open(id);
  };
  return { selection, set, click };
}

/** null: no choosing, the picture is to be opened. While some are chosen, a tap chooses: fingers have no Ctrl. */
function mannerOf(event: MouseEvent, { ids }: Selection): Manner | null {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey || ids.size > 0 ? 'toggle' : null;
}
