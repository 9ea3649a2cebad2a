// The geometry of shapes. Pure.
import type { Shape, XY } from './items.ts';

/** The four corners of the box that a shape is drawn in. */
export function cornersOf({ from, to, turn = 0 }: Shape): readonly XY[] {
  const box: readonly XY[] = [from, [to[0], from[1]], to, [from[0], to[1]]];
  if (turn === 0) return box;
  const [x, y] = middleOf({ from, to });
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  return box.map(([px, py]): XY => {
    const [dx, dy] = [px - x, py - y];
    return [x + dx * cos - dy * sin, y + dx * sin + dy * cos];
  });
}

export function middleOf({ from, to }: Pick<Shape, 'from' | 'to'>): XY {
  return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
}
