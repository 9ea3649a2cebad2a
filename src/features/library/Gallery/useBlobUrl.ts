// A blob's address for as long as somebody shows it.
import { useEffect, useState } from 'react';

/** The address of what `read` gives for `id`; '' until it is there, and where there is nothing. */
export function useBlobUrl(id: string, read: (id: string) => Promise<Blob | undefined>): string {
  const [shown, setShown] = useState({ id: '', url: '' });
  useEffect(() => {
    let gone = false;
    let url = '';
    void read(id)
      .catch(() => undefined)
      .then((blob) => {
        if (gone || !blob) return;
        url = URL.createObjectURL(blob);
        setShown({ id, url });
      });
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [id, read]);
  return shown.id === id ? shown.url : '';
}
