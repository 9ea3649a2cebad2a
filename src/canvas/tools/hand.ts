// The hand moves the paper; it draws nothing.
import type { Tool } from './types.ts';

export const hand: Tool = { cursor: 'grab' };
