// From a photo to a control map: the photo and its map side by side, how the map is made, what is done with it.
import { type ReactElement, useEffect } from 'react';
import { togglePhotoPanel } from '../../actions/photoPanel.ts';
import { findWeights, refreshMap } from '../../actions/photo.ts';
import { store } from '../../store/store.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Controls } from './Controls.tsx';
import { MapPane } from './MapPane.tsx';
import { MapUse } from './MapUse.tsx';
import styles from './Photo.module.css';
import { PhotoPane } from './PhotoPane.tsx';
import { useFollowPicture } from './useFollowPicture.ts';

export function PhotoPanel(): ReactElement {
  useFollowPicture();
  useEffect(() => void findWeights(), []);
  const id = useApp((state) => state.photo.photo?.id);
  useEffect(() => {
    // A photo that came back from storage without its map.
    const { photo, mapJob } = store.getState();
    if (photo.photo && !photo.map && mapJob.status === 'idle') refreshMap();
  }, [id]);
  return (
    <section className={styles['panel']} aria-label="Photo" data-testid="photo-panel">
      <div className={styles['head']}>
        <h2>From a photo or a drawing to a control map</h2>
        <IconButton icon="close" label="Close the photo panel" data-testid="photo-close" onClick={togglePhotoPanel} />
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
