// The pen: a line that follows the hand.
import { strokeOf } from './stroke.ts';
import type { Tool } from './types.ts';

export const pen: Tool = {
  cursor: 'ring',
  draw: (gesture) => strokeOf('pen', gesture),
};
