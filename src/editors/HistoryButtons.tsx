// Undo and redo inside an editor.
import type { ReactElement } from 'react';
import { IconButton } from '../ui/Button.tsx';
import type { Edits } from './useEdits.ts';

export interface HistoryButtonsProps {
  readonly edits: Pick<Edits<unknown>, 'undo' | 'redo' | 'canUndo' | 'canRedo'>;
  /** Begins the buttons' test ids. */
  readonly editor: string;
}

export function HistoryButtons({ edits, editor }: HistoryButtonsProps): ReactElement {
  const { undo, redo, canUndo, canRedo } = edits;
  return (
    <>
      <IconButton
        icon="undo"
        label="Undo"
        keys="Ctrl+Z"
        disabled={!canUndo}
        onClick={undo}
        data-testid={`${editor}-undo`}
      />
      <IconButton
        icon="redo"
        label="Redo"
        keys="Ctrl+Shift+Z"
        disabled={!canRedo}
        onClick={redo}
        data-testid={`${editor}-redo`}
      />
    </>
  );
}
