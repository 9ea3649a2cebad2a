// The eraser: takes from the active layer, and only from it.
import { strokeOf } from './stroke.ts';
import type { Tool } from './types.ts';

export const eraser: Tool = {
  cursor: 'ring',
  draw: (gesture) => strokeOf('eraser', gesture),
};
