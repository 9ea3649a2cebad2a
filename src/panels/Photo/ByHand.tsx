// Maps by hand: a button for each editor, and the dialog that it opens in. No photo is needed.
import { type ReactElement, Suspense, useEffect, useRef, useState } from 'react';
import { setHandMade } from '../../actions/photo.ts';
import { usePhotoBitmap } from './usePhoto.ts';
import { useT } from '../../i18n/useT.ts';
import { handSize } from '../../photo/choice.ts';
import { mapOf } from '../../photo/stock.ts';
import { effectiveSettings } from '../../store/settings.ts';
import { store } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { HAND_EDITORS, type HandEditor, type HandMade, type HandProps } from './byHand.ts';
import styles from './Photo.module.css';

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

function EditorDialog({ editor, onClose }: { editor: HandEditor; onClose: () => void }): ReactElement {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const make = useRef<(() => HandMade) | null>(null);
  const [given] = useState(() => startOf(editor));
  const [changed, setChanged] = useState(false);
  const photo = usePhotoBitmap();
  useEffect(() => dialog.current?.showModal(), []);
  const done = (): void => {
    if (make.current) setHandMade(make.current(), editor.kind);
    onClose();
  };
  const onChange = (next: () => HandMade): void => {
    make.current = next;
    setChanged(true);
  };
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-label={t(editor.title)} onClose={onClose}>
      <div className={styles['head']}>
        <h2>{t(editor.title)}</h2>
        <div className={styles['row']}>
          <Button look="quiet" data-testid="by-hand-cancel" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button look="primary" disabled={!changed} data-testid="by-hand-done" onClick={done}>
            {t('photo:makeItMap')}
          </Button>
        </div>
      </div>
      <Suspense fallback={<p className={styles['note']}>{t('photo:loadingEditor')}</p>}>
        <editor.Editor {...given} photo={photo} onChange={onChange} />
      </Suspense>
    </dialog>
  );
}

/** The map on the page where it is of the editor's kind, else a new one of the photo's or the picture's shape. */
function startOf({ kind }: HandEditor): Pick<HandProps, 'width' | 'height' | 'start'> {
  const { photo, overrides, pack } = store.getState();
  const pixels = photo.map?.kind === kind ? (mapOf(photo.map.id)?.pixels ?? null) : null;
  const size = pixels ?? handSize(photo.photo ?? effectiveSettings(overrides, pack));
  return { width: size.width, height: size.height, start: { pixels, pose: photo.pose } };
}
