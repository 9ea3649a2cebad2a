// The photo's pixels for whoever shows them; after a reload the file is decoded again.
import { useEffect, useState } from 'react';
import { photoPixels } from '../photo.ts';
import { useApp } from '../../../state/useApp.ts';

export function usePhotoPixels(): ImageData | null {
  const id = useApp((state) => state.photo.photo?.id);
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

/** The photo as a bitmap, closed when nobody shows it any more. */
export function usePhotoBitmap(): ImageBitmap | null {
  const pixels = usePhotoPixels();
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null);
  useEffect(() => {
    if (!pixels) return;
    let gone = false;
    let made: ImageBitmap | null = null;
    void createImageBitmap(pixels).then((fresh) => {
      if (gone) return fresh.close();
      made = fresh;
      setBitmap(fresh);
    });
    return () => {
      gone = true;
      setBitmap(null);
      made?.close();
    };
  }, [pixels]);
  return bitmap;
}
