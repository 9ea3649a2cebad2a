// An editor in the paper's place. Whoever leaves it with changes that are not the map yet is asked what becomes of them.
import { type ReactElement, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { setHandMade } from '../photo.ts';
import { useT } from '../../../i18n/useT.ts';
import { handSize } from '../../../photo/choice.ts';
import { mapOf } from '../../../photo/stock.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { store } from '../../../state/store.ts';
import { layOver } from '../../../ui/wayBack.ts';
import type { HandEditor } from './byHand.ts';
import type { HandMade, HandProps } from './handTypes.ts';
import { EditorButtons } from './EditorButtons.tsx';
import styles from './Photo.module.css';
import { usePhotoBitmap } from './usePhoto.ts';

export function EditorPane({ editor, onClose }: { editor: HandEditor; onClose: () => void }): ReactElement {
  const t = useT();
  const pane = useRef<HTMLDivElement>(null);
  const make = useRef<(() => HandMade) | null>(null);
  const [given] = useState(() => startOf(editor));
  const [changed, setChanged] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const photo = usePhotoBitmap();
  useLayoutEffect(() => pane.current?.focus(), []);
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
  useWaysOut(leave);
  return (
    <div
      ref={pane}
      role="dialog"
      tabIndex={-1}
      className={`${styles['panel']} ${styles['editor']}`}
      aria-label={t(editor.title)}
      data-testid="by-hand"
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
    </div>
  );
}

/** Escape, wherever the focus is, and the browser's way back. */
function useWaysOut(leave: () => void): void {
  const out = useEffectEvent(leave);
  useEffect(() => layOver(() => out()), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || document.querySelector(':modal, :popover-open')) return;
      // Before the page's own: it would stop the picture in the making.
      event.preventDefault();
      event.stopPropagation();
      out();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** The map on the page where it is of the editor's kind, else a new one of the photo's or the picture's shape. */
function startOf({ kind }: HandEditor): Pick<HandProps, 'width' | 'height' | 'start'> {
  const { photo, overrides, pack } = store.getState();
  const pixels = photo.map?.kind === kind ? (mapOf(photo.map.id)?.pixels ?? null) : null;
  const size = pixels ?? handSize(photo.photo ?? effectiveSettings(overrides, pack));
  return { width: size.width, height: size.height, start: { pixels, pose: photo.pose } };
}
