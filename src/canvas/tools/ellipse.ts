// An ellipse's outline; with Shift a circle.
import { shapeOf } from './shape.ts';
import { square } from './snap.ts';
import type { Tool } from './types.ts';

export const ellipse: Tool = {
  cursor: 'ring',
  draw: (gesture) => shapeOf('ellipse', gesture, square),
};
