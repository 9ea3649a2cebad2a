// What each tool does, by its name. A tool is a file here, and a row in `drawing/tools.ts`.
import type { ToolName } from '../../drawing/tools.ts';
import { ellipse } from './ellipse.ts';
import { eraser } from './eraser.ts';
import { fill } from './fill.ts';
import { hand } from './hand.ts';
import { line } from './line.ts';
import { move } from './move.ts';
import { pen } from './pen.ts';
import { pick } from './pick.ts';
import { rectangle } from './rectangle.ts';
import type { Tool } from './types.ts';

export const TOOLS: Readonly<Record<ToolName, Tool>> = {
  pen,
  eraser,
  line,
  rectangle,
  ellipse,
  fill,
  pick,
  move,
  hand,
};
