// The photo, or the ways to get one.
import { type ReactElement, useEffect, useState } from 'react';
import { choosePhoto, photoPixels, removePhoto } from '../../actions/photo.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import styles from './Photo.module.css';
import { PixelCanvas } from './PixelCanvas.tsx';

const take = (file: File): void => void choosePhoto(file);

export function PhotoPane(): ReactElement {
  const photo = useApp((state) => state.photo.photo);
  const pixels = usePhotoPixels(photo?.id);
  return (
    <div className={styles['pane']}>
      <div className={styles['stage']} data-empty={!photo}>
        {photo ? (
          <PixelCanvas
            pixels={pixels}
            shown={photo.id}
            className={styles['picture']}
            label={`The photo, ${photo.width} × ${photo.height} pixels`}
            testId="photo-canvas"
          />
        ) : (
          <p>Choose a photo or a drawing, drop it here, or paste it.</p>
        )}
      </div>
      <div className={styles['row']}>
        <FileButton icon="photo" look={photo ? 'plain' : 'primary'} onFile={take} testId="photo-file">
          {photo ? 'Another photo' : 'Choose a photo'}
        </FileButton>
        <FileButton icon="camera" onFile={take} testId="photo-camera" camera>
          Camera
        </FileButton>
        {photo && (
          <IconButton icon="clear" label="Take the photo away" data-testid="photo-remove" onClick={removePhoto} />
        )}
      </div>
      {photo && photo.notes.length > 0 && (
        <p className={styles['note']} data-testid="photo-notes">
          {photo.notes.join(' ')}
        </p>
      )}
    </div>
  );
}

/** After a reload the file is decoded again. */
function usePhotoPixels(id: string | undefined): ImageData | null {
  const [found, setFound] = useState<{ readonly id: string; readonly pixels: ImageData | null } | null>(null);
  useEffect(() => {
    let gone = false;
    if (id !== undefined) {
      void photoPixels(id)
        .catch(() => null)
        .then((pixels) => {
          if (!gone) setFound({ id, pixels });
        });
    }
    return () => {
      gone = true;
    };
  }, [id]);
  return found && found.id === id ? found.pixels : null;
}
