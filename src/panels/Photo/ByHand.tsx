// Maps by hand: a button for each editor, and the dialog that it opens in. No photo is needed.
import { type ReactElement, useState } from 'react';
import { useT } from '../../i18n/useT.ts';
import { Button } from '../../ui/Button.tsx';
import { HAND_EDITORS, type HandEditor } from './byHand.ts';
import { EditorDialog } from './EditorDialog.tsx';

export function ByHand(): ReactElement {
  const t = useT();
  const [open, setOpen] = useState<HandEditor | null>(null);
  return (
    <>
      {HAND_EDITORS.map((editor) => (
        <Button
          key={editor.kind}
          icon={editor.icon}
          aria-haspopup="dialog"
          data-testid={`by-hand-${editor.kind}`}
          onClick={() => setOpen(editor)}
        >
          {t(editor.button)}
        </Button>
      ))}
      {open && <EditorDialog editor={open} onClose={() => setOpen(null)} />}
    </>
  );
}
