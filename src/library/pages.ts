// Pages in the database: written whole, with the pixels they need, in one transaction.
import { openDb, type PageRow, writing } from './db.ts';
import { fileOf, keptFile, keptFiles } from './keptFile.ts';
import { readBack } from './readBack.ts';

/** A page to be written. */
export interface PageWrite {
  readonly row: PageRow;
  readonly text: string;
  /** Pixels that may not be stored yet, by key. */
  readonly pixels: ReadonlyMap<string, Blob>;
}

/** Writes a page. All of it is there afterwards, or nothing of it. @throws also where large pixels are stored otherwise */
export async function putPage({ row, text, pixels }: PageWrite): Promise<void> {
  const files = await keptFiles(pixels);
  await writing(async (db) => {
    const tx = db.transaction(['pages', 'texts', 'pixels'], 'readwrite', { durability: 'relaxed' });
    await Promise.all([
      tx.objectStore('pages').put(row),
      tx.objectStore('texts').put(text, row.id),
      ...files.map(([key, file]) => tx.objectStore('pixels').put(file, key)),
      tx.done,
    ]);
    await readBack(db, 'pixels', files);
  });
}

/** The page as share/page.ts wrote it; undefined when it is not (or no longer) there. */
export async function pageText(id: string): Promise<string | undefined> {
  return (await openDb()).get('texts', id);
}

/** All pages, the last changed first. */
export async function listPages(): Promise<readonly PageRow[]> {
  return (await (await openDb()).getAllFromIndex('pages', 'changedAt')).reverse();
}

/** The id of the page that was changed last. */
export async function newestPage(): Promise<readonly string[]> {
  const cursor = await (await openDb()).transaction('pages').store.index('changedAt').openKeyCursor(null, 'prev');
  return cursor ? [cursor.primaryKey] : [];
}

/** Takes pages out; returns the way to put them back. Their pixels stay until the next tidying. */
export async function takePages(ids: readonly string[]): Promise<() => Promise<void>> {
  const db = await openDb();
  const tx = db.transaction(['pages', 'texts', 'pageThumbs'], 'readwrite');
  const [pages, texts, thumbs] = [tx.objectStore('pages'), tx.objectStore('texts'), tx.objectStore('pageThumbs')];
  const taken = await Promise.all(
    ids.map(async (id) => {
      const [row, text, thumb] = await Promise.all([pages.get(id), texts.get(id), thumbs.get(id)]);
      await Promise.all([pages.delete(id), texts.delete(id), thumbs.delete(id)]);
      return { id, row, text, thumb };
    }),
  );
  await tx.done;
  return async () => {
    const back = db.transaction(['pages', 'texts', 'pageThumbs'], 'readwrite');
    for (const { id, row, text, thumb } of taken) {
      if (!row || text === undefined) continue;
      void back.objectStore('pages').put(row);
      void back.objectStore('texts').put(text, id);
      if (thumb) void back.objectStore('pageThumbs').put(thumb, id);
    }
    await back.done;
  };
}

export async function putPageThumb(id: string, thumb: Blob): Promise<void> {
  const file = await keptFile(thumb);
  await (await openDb()).put('pageThumbs', file, id);
}

export async function pageThumb(id: string): Promise<Blob | undefined> {
  return fileOf(await (await openDb()).get('pageThumbs', id));
}
