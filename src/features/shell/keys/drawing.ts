// The shortcuts of the paper: one for each tool, the brush, the steps back and forth, the view.
import { redo, setTool, stepBrush, toggleUnfolded, undo } from '../../drawing/draw.ts';
import { toggleLayers } from '../../../state/layout.ts';
import { fitView, stepZoom } from '../../drawing/paperView.ts';
import { TOOL_ROWS } from '../../../drawing/tools.ts';
import type { Shortcut } from './types.ts';

export const DRAWING_KEYS: readonly Shortcut[] = [
  ...TOOL_ROWS.map(({ name, keys, label }): Shortcut => ({ keys, what: label, run: () => setTool(name) })),
  { keys: ['['], what: 'shell:keyThinner', run: () => stepBrush(-1) },
  { keys: [']'], what: 'shell:keyThicker', run: () => stepBrush(1) },
  { keys: ['mod+z'], what: 'common:undo', run: undo },
  { keys: ['mod+shift+z', 'mod+y'], what: 'common:redo', run: redo },
  { keys: ['c'], what: 'canvas:colours', run: () => toggleUnfolded('colours') },
  { keys: ['y'], what: 'canvas:layers', run: toggleLayers },
];

export const VIEW_KEYS: readonly Shortcut[] = [
  { keys: ['+', '='], what: 'canvas:zoomIn', run: () => stepZoom(1) },
  { keys: ['-'], what: 'canvas:zoomOut', run: () => stepZoom(-1) },
  { keys: ['0'], what: 'canvas:zoomFit', run: fitView },
  // These the paper hears by itself.
  { keys: ['space'], what: 'canvas:keyDrag' },
  { keys: ['shift'], what: 'canvas:keyEven' },
  { keys: ['arrowleft', 'arrowright', 'arrowup', 'arrowdown'], what: 'canvas:keyMoveLayer' },
];
