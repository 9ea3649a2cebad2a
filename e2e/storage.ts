// What the page has written to its database, asked of the database itself.
import type { Page } from '@playwright/test';

/** Whether pixels under a key that begins so are stored: 'map:', 'control:' and so on. */
export function hasPixels(page: Page, key: string): Promise<boolean> {
  return page.evaluate(
    (wanted) =>
      new Promise<boolean>((found) => {
        const open = indexedDB.open('inkling');
        open.onsuccess = () => {
          const db = open.result;
          if (!db.objectStoreNames.contains('pixels')) return (db.close(), found(false));
          const all = db.transaction('pixels').objectStore('pixels').getAllKeys();
          all.onsuccess = () => {
            db.close();
            found(all.result.some((each) => typeof each === 'string' && each.startsWith(wanted)));
          };
        };
      }),
    key,
  );
}
