// A straight line; with Shift at multiples of 15 degrees.
import { shapeOf } from './shape.ts';
import { straight } from './snap.ts';
import type { Tool } from './types.ts';

export const line: Tool = {
  cursor: 'ring',
  draw: (gesture) => shapeOf('line', gesture, straight),
};
