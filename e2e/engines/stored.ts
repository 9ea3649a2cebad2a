// What the page has put into its database.

/** In the page: whether the drawing with these words and a picture are in the database. */
export async function isStored(words: string): Promise<boolean> {
  const db = await new Promise<IDBDatabase>((done, failed) => {
    const open = indexedDB.open('inkling');
    open.onsuccess = () => done(open.result);
    open.onerror = () => failed(open.error ?? new Error('no database'));
  });
  const all = (name: string): Promise<{ prompt?: string }[]> =>
    new Promise((done, failed) => {
      const rows = db.transaction(name).objectStore(name).getAll();
      rows.onsuccess = () => done(rows.result as { prompt?: string }[]);
      rows.onerror = () => failed(rows.error ?? new Error('unreadable'));
    });
  try {
    return (await all('pages')).some(({ prompt }) => prompt === words) && (await all('pictures')).length > 0;
  } finally {
    db.close();
  }
}
