// The tool bar: what the hand holds, what it can take back, what lies on the paper.
import type { ReactElement } from 'react';
import { clear, redo, undo } from '../../drawing/draw.ts';
import { toggleLayers } from '../../../state/layout.ts';
import { toggleFinger } from '../../../state/changePrefs.ts';
import { isEmpty } from '../../../drawing/document.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { useRoving } from '../../../ui/useRoving.ts';
import { BrushSize } from '../../drawing/Tools/BrushSize.tsx';
import { ColourButton } from '../../drawing/Tools/ColourButton.tsx';
import { Pictures } from './Pictures.tsx';
import { ToolButtons } from '../../drawing/Tools/ToolButtons.tsx';
import styles from '../../drawing/Tools/Tools.module.css';

export function Tools(): ReactElement {
  const t = useT();
  const layers = useApp((state) => state.inspector && state.unfolded === 'layers');
  const bar = useRoving();
  return (
    <div ref={bar} className={styles['tools']} role="toolbar" aria-label={t('canvas:tools')} data-testid="tools">
      <ToolButtons />
      <ColourButton />
      <BrushSize />
      <History />
      <Finger />
      <div className={styles['group']}>
        <Pictures />
        <IconButton
          icon="layers"
          label={t('canvas:layers')}
          aria-expanded={layers}
          aria-pressed={layers}
          data-testid="layers-toggle"
          onClick={toggleLayers}
        />
      </div>
    </div>
  );
}

/** There only once a pen was seen: what a finger does beside it. */
function Finger(): ReactElement | null {
  const t = useT();
  const finger = useApp((state) => state.prefs.finger);
  if (finger === 'unset') return null;
  return (
    <IconButton
      icon="hand"
      label={t('canvas:fingerDraws')}
      aria-pressed={finger === 'draws'}
      data-testid="finger-draws"
      onClick={toggleFinger}
    />
  );
}

function History(): ReactElement {
  const t = useT();
  const canUndo = useApp((state) => state.drawing.past.length > 0);
  const canRedo = useApp((state) => state.drawing.future.length > 0);
  const empty = useApp((state) => isEmpty(state.drawing.present) && state.drawing.present.layers.length === 1);
  return (
    <div className={styles['group']}>
      <IconButton
        icon="undo"
        label={t('common:undo')}
        keys="Ctrl+Z"
        data-testid="undo"
        disabled={!canUndo}
        onClick={undo}
      />
      <IconButton
        icon="redo"
        label={t('common:redo')}
        keys="Ctrl+Shift+Z"
        data-testid="redo"
        disabled={!canRedo}
        onClick={redo}
      />
      <IconButton icon="clear" label={t('canvas:clear')} data-testid="clear" disabled={empty} onClick={clear} />
    </div>
  );
}
