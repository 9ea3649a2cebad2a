// The drawing tools as rows: the tool bar and the shortcut sheet are drawn from them. What a tool does is its file in
// `canvas/tools/`.
import type { MessageKey } from '../i18n/i18n.ts';

export const TOOL_NAMES = ['pen', 'eraser', 'line', 'rectangle', 'ellipse', 'fill', 'pick', 'move', 'hand'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

export interface ToolRow {
  /** Also the name of its icon. */
  readonly name: ToolName;
  readonly label: MessageKey;
  /** As in `features/shell/keys/list.ts`; the first one is shown. */
  readonly keys: readonly [string, ...string[]];
}

export const TOOL_ROWS: readonly ToolRow[] = [
  { name: 'pen', label: 'canvas:toolPen', keys: ['p', 'b'] },
  { name: 'eraser', label: 'canvas:toolEraser', keys: ['e'] },
  { name: 'line', label: 'canvas:toolLine', keys: ['l'] },
  { name: 'rectangle', label: 'canvas:toolRectangle', keys: ['r'] },
  { name: 'ellipse', label: 'canvas:toolEllipse', keys: ['o'] },
  { name: 'fill', label: 'canvas:toolFill', keys: ['g'] },
  { name: 'pick', label: 'canvas:toolPick', keys: ['i'] },
  { name: 'move', label: 'canvas:toolMove', keys: ['v'] },
  { name: 'hand', label: 'canvas:toolHand', keys: ['h'] },
];
