// Maps by hand: a button for each editor. No photo is needed.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import { HAND_EDITORS, type HandEditor } from './byHand.ts';

export function ByHand({ onEdit }: { readonly onEdit: (editor: HandEditor) => void }): ReactElement {
  const t = useT();
  return (
    <>
      {HAND_EDITORS.map((editor) => (
        <Button
          key={editor.kind}
          look="quiet"
          icon={editor.icon}
          aria-haspopup="dialog"
          data-testid={`by-hand-${editor.kind}`}
          onClick={() => onEdit(editor)}
        >
          {t(editor.button)}
        </Button>
      ))}
    </>
  );
}
