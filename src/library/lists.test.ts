import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PictureRow } from './db.ts';
import { found } from './filter.ts';
import { layoutOf, placeOf, scrollTo, visible } from './gridLayout.ts';
import { choose, chooseAll, moved, NOTHING_CHOSEN, within } from './selection.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const ids = (selection: { readonly ids: ReadonlySet<string> }): string => [...selection.ids].join('');

describe('choosing', () => {
  it('one, then one more, then one less', () => {
    const one = choose(NOTHING_CHOSEN, ORDER, 'b', 'only');
    const two = choose(one, ORDER, 'd', 'toggle');
    expect([ids(one), ids(two), ids(choose(two, ORDER, 'b', 'toggle'))]).toEqual(['b', 'bd', 'd']);
  });

  it('a range goes from the anchor, either way, and is made anew by the next Shift', () => {
    const start = choose(NOTHING_CHOSEN, ORDER, 'c', 'only');
    const down = choose(start, ORDER, 'e', 'range');
    expect([ids(down), ids(choose(down, ORDER, 'a', 'range'))]).toEqual(['cde', 'abc']);
  });

  it('all, and the cursor stays within the list', () => {
    const all = chooseAll(NOTHING_CHOSEN, ORDER);
    expect(ids(all)).toBe('abcde');
    expect([moved(all, ORDER, -3), moved({ ...all, cursor: 'd' }, ORDER, 9), moved(all, [], 1)]).toEqual([
      'a',
      'e',
      null,
    ]);
  });

  it('what was deleted is no longer chosen, and the cursor takes its place', () => {
    const selection = choose(choose(NOTHING_CHOSEN, ORDER, 'b', 'only'), ORDER, 'c', 'toggle');
    expect(within(selection, ['a', 'd', 'e'], ORDER)).toEqual({ ids: new Set(), cursor: 'e', anchor: null });
    expect(within(selection, [], ORDER).cursor).toBeNull();
  });
});

describe('searching', () => {
  const rows = [
    { prompt: 'Ein rotes Café am Meer', seed: 7, favourite: true },
    { prompt: 'a red house', seed: 1234, favourite: false },
  ] as PictureRow[];

  it.each([
    ['', false, 2],
    ['cafe MEER', false, 1],
    ['red', false, 1],
    ['1234', false, 1],
    ['green', false, 0],
    ['', true, 1],
  ])('"%s", favourites only: %s finds %i', (words, favourites, count) => {
    expect(found(rows, { words, favourites })).toHaveLength(count);
  });
});

describe('a long grid', () => {
  it('has columns of about the wished width that fill it', () => {
    // 3 cells of 160 and 2 gaps of 10 are 500; the 20 that are left are shared.
    expect(layoutOf(7, 520, 160, 10)).toEqual({ columns: 3, cell: 500 / 3, gap: 10, height: 3 * (500 / 3) + 20 });
    expect(layoutOf(0, 520, 160, 10).height).toBe(0);
  });

  it('shows every cell that can be seen, and few more', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 200, max: 3000 }), fc.nat(100_000), (count, width, scroll) => {
        const layout = layoutOf(count, width, 160, 8);
        const height = 700;
        const top = Math.min(scroll, Math.max(0, layout.height - height));
        const [first, end] = visible(layout, count, top, height);
        for (let i = 0; i < count; i += 1) {
          const { y } = placeOf(layout, i);
          if (y + layout.cell > top && y < top + height) expect(i >= first && i < end).toBe(true);
        }
        expect(end - first).toBeLessThanOrEqual(layout.columns * (Math.ceil((3 * height) / (layout.cell + 8)) + 2));
      }),
      { numRuns: 100 },
    );
  });

  it('scrolls no more than it must', () => {
    const layout = { columns: 2, cell: 100, gap: 0, height: 1000 };
    expect([scrollTo(layout, 0, 50, 300), scrollTo(layout, 5, 0, 300), scrollTo(layout, 6, 0, 300)]).toEqual([
      0, 0, 100,
    ]);
  });
});
