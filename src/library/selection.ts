// Which pictures of a list are chosen: what clicks and keys with Shift and Ctrl do, as in any file manager. Pure.

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where the focus is, and where the next range begins; null in an empty list. */
  readonly cursor: string | null;
  readonly anchor: string | null;
}

export const NOTHING_CHOSEN: Selection = { ids: new Set(), cursor: null, anchor: null };

/** How a choice is meant: alone, one more or less, or all from the anchor to here. */
export type Manner = 'only' | 'toggle' | 'range';

export function choose(selection: Selection, order: readonly string[], id: string, manner: Manner): Selection {
  switch (manner) {
    case 'only':
      return { ids: new Set([id]), cursor: id, anchor: id };
    case 'toggle': {
      const ids = new Set(selection.ids);
      if (!ids.delete(id)) ids.add(id);
      return { ids, cursor: id, anchor: id };
    }
    case 'range': {
      const anchor = selection.anchor ?? selection.cursor ?? id;
      const [a, b] = [order.indexOf(anchor), order.indexOf(id)];
      const ids = order.slice(Math.min(a, b), Math.max(a, b) + 1);
      return { ids: new Set(a < 0 || b < 0 ? [id] : ids), cursor: id, anchor };
    }
  }
}

export function chooseAll(selection: Selection, order: readonly string[]): Selection {
  return { ...selection, ids: new Set(order), cursor: selection.cursor ?? order[0] ?? null };
}

export function chooseNone(selection: Selection): Selection {
  return { ...selection, ids: new Set(), anchor: null };
}

/** The focus `by` places on, kept within the list. */
export function moved(selection: Selection, order: readonly string[], by: number): string | null {
  const at = selection.cursor === null ? -1 : order.indexOf(selection.cursor);
  if (at < 0) return order[0] ?? null;
  return order[Math.max(0, Math.min(order.length - 1, at + by))] ?? null;
}

/** The selection without what is no longer in the list; a cursor that went takes the place next to it. */
export function within(selection: Selection, order: readonly string[], before: readonly string[]): Selection {
  const there = new Set(order);
  const ids = new Set([...selection.ids].filter((id) => there.has(id)));
  const { cursor, anchor } = selection;
  const at = cursor === null ? -1 : before.indexOf(cursor);
  const near = cursor !== null && there.has(cursor) ? cursor : order[Math.min(Math.max(at, 0), order.length - 1)];
  return { ids, cursor: near ?? null, anchor: anchor !== null && there.has(anchor) ? anchor : null };
}
