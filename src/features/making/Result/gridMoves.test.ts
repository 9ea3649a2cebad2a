import { expect, it } from 'vitest';
import { columnsOf, moveInGrid } from './gridMoves.ts';

it.each([
  [1, 1],
  [2, 2],
  [4, 2],
  [5, 3],
  [9, 3],
  [16, 4],
])('%d pictures stand in %d columns', (count, columns) => expect(columnsOf(count)).toBe(columns));

it('arrow keys go through the rows and stop at the edges', () => {
  // 0 1 2
  // 3 4
  const move = (key: string, at: number): number | null => moveInGrid(key, at, 5, 3);
  expect(move('ArrowRight', 2)).toBe(3);
  expect(move('ArrowDown', 1)).toBe(4);
  expect(move('ArrowDown', 2)).toBe(null);
  expect(move('ArrowUp', 4)).toBe(1);
  expect(move('ArrowLeft', 0)).toBe(null);
  expect(move('End', 0)).toBe(4);
  expect(move('a', 0)).toBe(null);
  expect(move('ArrowRight', -1)).toBe(null);
});
