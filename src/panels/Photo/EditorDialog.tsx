// The dialog that hosts an editor. Whoever leaves it with changes that are not the map yet is asked what becomes of them.
import { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import { setHandMade } from '../../actions/photo.ts';
import { useT } from '../../i18n/useT.ts';
import { handSize } from '../../photo/choice.ts';
import { mapOf } from '../../photo/stock.ts';
import { effectiveSettings } from '../../store/settings.ts';
import { store } from '../../store/store.ts';
import type { HandEditor, HandMade, HandProps } from './byHand.ts';
import { EditorButtons } from './EditorButtons.tsx';
import styles from './Photo.module.css';
import { usePhotoBitmap } from './usePhoto.ts';

export function EditorDialog({ editor, onClose }: { editor: HandEditor; onClose: () => void }): ReactElement {
  const t = useT();
  const dialog = useShownModal();
  const make = useRef<(() => HandMade) | null>(null);
  const [given] = useState(() => startOf(editor));
  const [changed, setChanged] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const photo = usePhotoBitmap();
  const done = (): void => {
    if (make.current) setHandMade(make.current(), editor.kind);
    onClose();
  };
  const onChange = (next: () => HandMade): void => {
    make.current = next;
    setChanged(true);
  };
  /** Escape again goes back to the editor. */
  const leave = (): void => (changed ? setLeaving(!leaving) : onClose());
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Unprevented, a second press closes the dialog whatever `cancel` says.
    event.preventDefault();
    leave();
  };
  /** The browser may shut a dialog without asking (a phone's way back, twice): changes open it again. */
  const shut = (): void => {
    if (!dialog.current) return; // shut because it goes
    if (!changed) return onClose();
    dialog.current.showModal();
    setLeaving(true);
  };
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-label={t(editor.title)}
      onKeyDown={onKey}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClose={shut}
    >
      <div className={styles['head']}>
        <h2>{t(editor.title)}</h2>
        <EditorButtons
          state={leaving ? 'leaving' : changed ? 'changed' : 'fresh'}
          onLeave={leave}
          onDiscard={onClose}
          onDone={done}
        />
      </div>
      <editor.Editor {...given} photo={photo} onChange={onChange} />
    </dialog>
  );
}

/** A dialog that is modal while it is there, and gives the focus back. */
function useShownModal(): React.RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close(); // while it is modal, nothing else takes the focus
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return dialog;
}

/** The map on the page where it is of the editor's kind, else a new one of the photo's or the picture's shape. */
function startOf({ kind }: HandEditor): Pick<HandProps, 'width' | 'height' | 'start'> {
  const { photo, overrides, pack } = store.getState();
  const pixels = photo.map?.kind === kind ? (mapOf(photo.map.id)?.pixels ?? null) : null;
  const size = pixels ?? handSize(photo.photo ?? effectiveSettings(overrides, pack));
  return { width: size.width, height: size.height, start: { pixels, pose: photo.pose } };
}
