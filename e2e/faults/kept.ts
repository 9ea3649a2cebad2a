// What must outlive every fault: the drawing on the paper, and the pictures in the database.
import { expect, type Page } from '@playwright/test';
import type { Shown, Studio } from '../studio.ts';

interface Treasure {
  readonly drawing: Shown;
  /** Ids of the pictures that are kept on this device. */
  readonly pictures: readonly string[];
}

export async function treasureOf(studio: Studio): Promise<Treasure> {
  return { drawing: await studio.shown('draw-paper'), pictures: await keptPictures(studio.page) };
}

/** Nothing of `before` is missing, and there are at least so many pictures more; a try to keep one may still be to come. */
export async function expectAll(studio: Studio, before: Treasure, more: number, when: string): Promise<void> {
  expect(await studio.shown('draw-paper'), `the drawing, ${when}`).toBe(before.drawing);
  const enough = async (): Promise<boolean> => {
    const now = await keptPictures(studio.page);
    return before.pictures.every((id) => now.includes(id)) && now.length >= before.pictures.length + more;
  };
  await expect.poll(enough, { message: `the pictures, and ${more} more, ${when}`, timeout: 60_000 }).toBe(true);
}

/** By a connection of its own: the page's may be what is broken. */
function keptPictures(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const open = indexedDB.open('inkling');
        open.onsuccess = () => {
          const db = open.result;
          if (!db.objectStoreNames.contains('pictures')) return (db.close(), done([]));
          const all = db.transaction('pictures').objectStore('pictures').getAllKeys();
          all.onsuccess = () => (db.close(), done(all.result.map(String)));
        };
      }),
  );
}
