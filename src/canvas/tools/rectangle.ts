// A rectangle's outline; with Shift a square.
import { shapeOf } from './shape.ts';
import { square } from './snap.ts';
import type { Tool } from './types.ts';

export const rectangle: Tool = {
  cursor: 'ring',
  draw: (gesture) => shapeOf('rectangle', gesture, square),
};
