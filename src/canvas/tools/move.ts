// Moves, scales and turns a layer (`canvas/move`); it draws nothing.
import type { Tool } from './types.ts';

export const move: Tool = { cursor: 'move' };
