// The tool bar: what the hand holds and what it can take back.
import type { ReactElement } from 'react';
import { BRUSH_RANGE, clear, redo, setBrush, setTool, undo } from '../../actions/draw.ts';
import { isEmpty } from '../../drawing/document.ts';
import type { ToolName } from '../../store/types.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton, type IconButtonProps } from '../../ui/Button.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { Pictures } from './Pictures.tsx';
import styles from './Tools.module.css';

const TOOLS: readonly (Pick<IconButtonProps, 'label' | 'keys'> & { readonly name: ToolName })[] = [
  { name: 'pen', label: 'Pen', keys: 'P' },
  { name: 'eraser', label: 'Eraser', keys: 'E' },
];

export function Tools(): ReactElement {
  const tool = useApp((state) => state.tool);
  const size = useApp((state) => state.brush[state.tool]);
  const canUndo = useApp((state) => state.drawing.past.length > 0);
  const canRedo = useApp((state) => state.drawing.future.length > 0);
  const empty = useApp((state) => isEmpty(state.drawing.present));
  return (
    <div className={styles['tools']} role="toolbar" aria-label="Drawing tools">
      <div className={styles['group']}>
        {TOOLS.map(({ name, label, keys }) => (
          <IconButton
            key={name}
            icon={name}
            label={label}
            {...(keys && { keys })}
            aria-pressed={tool === name}
            data-testid={`tool-${name}`}
            onClick={() => setTool(name)}
          />
        ))}
      </div>
      <div className={styles['size']}>
        <span
          className={styles['dot']}
          style={{ scale: `${0.16 + (0.84 * size) / BRUSH_RANGE.max}` }}
          aria-hidden="true"
        />
        <Slider
          bare
          label="Brush size"
          testId="brush-size"
          {...BRUSH_RANGE}
          step={2}
          value={size}
          onChange={setBrush}
        />
      </div>
      <div className={styles['group']}>
        <IconButton icon="undo" label="Undo" keys="Ctrl+Z" data-testid="undo" disabled={!canUndo} onClick={undo} />
        <IconButton
          icon="redo"
          label="Redo"
          keys="Ctrl+Shift+Z"
          data-testid="redo"
          disabled={!canRedo}
          onClick={redo}
        />
        <IconButton icon="clear" label="Clear the paper" data-testid="clear" disabled={empty} onClick={clear} />
        <Pictures />
      </div>
    </div>
  );
}
