// Where the cells of a long grid lie, and which of them can be seen. Pure.

export interface GridLayout {
  readonly columns: number;
  /** Side of a square cell. */
  readonly cell: number;
  readonly gap: number;
  /** Height of the whole grid. */
  readonly height: number;
}

export function layoutOf(count: number, width: number, wish: number, gap: number): GridLayout {
  const columns = Math.max(2, Math.floor((width + gap) / (wish + gap)));
  const cell = Math.max(1, (width - gap * (columns - 1)) / columns);
  const rows = Math.ceil(count / columns);
  return { columns, cell, gap, height: Math.max(0, rows * (cell + gap) - gap) };
}

/** First and last (exclusive) of the cells within `top`...`top + height`, and a screen more on both sides. */
export function visible(
  { columns, cell, gap }: GridLayout,
  count: number,
  top: number,
  height: number,
): readonly [first: number, end: number] {
  const row = (y: number): number => Math.floor(y / (cell + gap));
  const first = Math.max(0, row(top - height)) * columns;
  const end = (row(top + 2 * height) + 1) * columns;
  return [Math.min(first, count), Math.max(0, Math.min(end, count))];
}

export function placeOf({ columns, cell, gap }: GridLayout, index: number): { readonly x: number; readonly y: number } {
  return { x: (index % columns) * (cell + gap), y: Math.floor(index / columns) * (cell + gap) };
}

/** The scroll position at which a cell can be seen whole, as near to `top` as can be. */
export function scrollTo(layout: GridLayout, index: number, top: number, height: number): number {
  const { y } = placeOf(layout, index);
  if (y < top) return y;
  return y + layout.cell > top + height ? y + layout.cell - height : top;
}
