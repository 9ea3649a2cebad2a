// From a photo to a control map: the photo and its map side by side, how the map is made, what is done with it.
import { type ReactElement, useEffect } from 'react';
import { togglePhotoPanel } from '../../actions/photoPanel.ts';
import { findWeights, refreshMap } from '../../actions/photo.ts';
import { useT } from '../../i18n/useT.ts';
import { store } from '../../store/store.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Controls } from './Controls.tsx';
import { MapPane } from './MapPane.tsx';
import { MapUse } from './MapUse.tsx';
import styles from './Photo.module.css';
import { PhotoPane } from './PhotoPane.tsx';
import { useFollowPicture } from './useFollowPicture.ts';
import '../../i18n/words/photo.ts';

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
  return (
    <section className={styles['panel']} aria-label={t('photo:panel')} data-testid="photo-panel">
      <div className={styles['head']}>
        <h2>{t('photo:title')}</h2>
        <IconButton icon="close" label={t('photo:close')} data-testid="photo-close" onClick={togglePhotoPanel} />
      </div>
      <div className={styles['panes']}>
        <PhotoPane />
        <MapPane />
        <MapUse />
      </div>
      <Controls />
    </section>
  );
}
