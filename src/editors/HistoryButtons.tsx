// Undo and redo inside an editor.
import type { ReactElement } from 'react';
import { useT } from '../i18n/useT.ts';
import { IconButton } from '../ui/Button.tsx';
import type { Edits } from './useEdits.ts';

export interface HistoryButtonsProps {
  readonly edits: Pick<Edits<unknown>, 'undo' | 'redo' | 'canUndo' | 'canRedo'>;
  /** Begins the buttons' test ids. */
  readonly editor: string;
}

export function HistoryButtons({ edits, editor }: HistoryButtonsProps): ReactElement {
  const t = useT();
  const { undo, redo, canUndo, canRedo } = edits;
  return (
    <>
      <IconButton
        icon="undo"
        label={t('common:undo')}
        keys="Ctrl+Z"
        disabled={!canUndo}
        onClick={undo}
        data-testid={`${editor}-undo`}
      />
      <IconButton
        icon="redo"
        label={t('common:redo')}
        keys="Ctrl+Shift+Z"
        disabled={!canRedo}
        onClick={redo}
        data-testid={`${editor}-redo`}
      />
    </>
  );
}
