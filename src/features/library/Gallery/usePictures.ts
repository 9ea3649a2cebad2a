// The kept pictures, and again whenever this or another tab changes them.
import { useEffect, useState } from 'react';
import type { PictureRow } from '../../../library/db.ts';
import { listPictures, onPictures } from '../../../library/pictures.ts';

/** null while they are read. */
export function usePictures(): readonly PictureRow[] | null {
  const [rows, setRows] = useState<readonly PictureRow[] | null>(null);
  useEffect(() => {
    let gone = false;
    const read = (): void =>
      void listPictures()
        .catch(() => [])
        .then((fresh) => {
          if (!gone) setRows(fresh);
        });
    read();
    const stop = onPictures(read);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return rows;
}
