// From a photo to a control map: the photo and its map side by side, how the map is made, what is done with it.
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { togglePhotoPanel } from '../photoPanel.ts';
import { findWeights, refreshMap } from '../photo.ts';
import { useT } from '../../../i18n/useT.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import type { HandEditor } from './byHand.ts';
import { Controls } from './Controls.tsx';
import { EditorPane } from './EditorPane.tsx';
import { MapPane } from './MapPane.tsx';
import { MapUse } from './MapUse.tsx';
import styles from './Photo.module.css';
import { PhotoPane } from './PhotoPane.tsx';
import { useFollowPicture } from './useFollowPicture.ts';
import '../../../i18n/words/photo.ts';

export function PhotoPanel(): ReactElement {
  const t = useT();
  useFollowPicture();
  useEffect(() => void findWeights(), []);
  const id = useApp((state) => state.photo.photo?.id);
  useEffect(() => {
    // A photo that came back from storage without its map.
    const { photo, mapJob } = store.getState();
    if (photo.photo && !photo.map && mapJob.status === 'idle') refreshMap();
  }, [id]);
  const { editor, setEditor, close } = useEditor();
  if (editor) return <EditorPane editor={editor} onClose={close} />;
  return (
    <section className={styles['panel']} aria-label={t('photo:panel')} data-testid="photo-panel">
      <div className={styles['head']}>
        <h2>{t('photo:title')}</h2>
        <IconButton icon="close" label={t('photo:close')} data-testid="photo-close" onClick={togglePhotoPanel} />
      </div>
      <div className={styles['panes']}>
        <PhotoPane onEdit={setEditor} />
        <MapPane />
        <MapUse />
      </div>
      <Controls />
    </section>
  );
}

interface OpenEditor {
  readonly editor: HandEditor | null;
  readonly setEditor: (editor: HandEditor) => void;
  readonly close: () => void;
}

/** The editor that is open, if any; its button has the focus when it is closed. */
function useEditor(): OpenEditor {
  const [editor, setEditor] = useState<HandEditor | null>(null);
  const left = useRef<HandEditor | null>(null);
  useEffect(() => {
    if (editor || !left.current) return;
    document.querySelector<HTMLElement>(`[data-testid="by-hand-${left.current.kind}"]`)?.focus();
    left.current = null;
  }, [editor]);
  const close = (): void => {
    left.current = editor;
    setEditor(null);
  };
  return { editor, setEditor, close };
}
