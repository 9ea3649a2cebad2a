// The paper's colours, read from the design tokens of the theme in force.
import type { Look } from '../drawing/paint.ts';

export interface PaperColours extends Look {
  readonly paper: string;
}

export function paperColours(element: Element): PaperColours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return { ink: token('--ink'), paper: token('--paper') };
}
