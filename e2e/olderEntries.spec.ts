// What earlier versions of the page stored stays readable: files lay in the database as Blobs.
import { by, makePicture, openGallery } from './gallery.ts';
import { expect, test } from './fixtures.ts';
import { HOUSE } from './studio.ts';

test('shows pictures and drawings whose files an older page stored as Blobs', async ({ studio, page }) => {
  await studio.draw(...HOUSE);
  await makePicture(studio, 'a house');
  const drawing = await studio.shown('draw-paper');
  // The picture, its small one, and the small one of the drawing.
  await expect.poll(() => page.evaluate(toBlobs), { timeout: 30_000 }).toBe(3);

  await page.reload();
  await expect.poll(() => studio.shown('draw-paper')).toBe(drawing);
  await openGallery(studio);
  const cell = by(studio, 'gallery-picture');
  // A file that cannot be read has no width.
  const width = (image: HTMLImageElement | SVGElement): number => (image as HTMLImageElement).naturalWidth;
  await expect.poll(() => cell.locator('img').evaluate(width)).toBeGreaterThan(0);
  await cell.click();
  await expect.poll(() => by(studio, 'gallery-viewer').locator('img').first().evaluate(width)).toBeGreaterThan(0);
  await by(studio, 'gallery-back').click();
  await by(studio, 'gallery-tab-drawings').click();
  await expect.poll(() => by(studio, 'drawings').locator('img').first().evaluate(width)).toBeGreaterThan(0);
});

/** Runs in the page: makes entries as they were before; how many there are. */
async function toBlobs(): Promise<number> {
  const db = await new Promise<IDBDatabase>((done, failed) => {
    const open = indexedDB.open('inkling');
    open.onsuccess = () => done(open.result);
    open.onerror = () => failed(open.error ?? new Error('no database'));
  });
  let count = 0;
  const tx = db.transaction(['files', 'thumbs', 'pageThumbs', 'pixels'], 'readwrite');
  const ended = new Promise((done) => (tx.oncomplete = done));
  for (const name of tx.objectStoreNames) {
    const cursor = tx.objectStore(name).openCursor();
    cursor.onsuccess = () => {
      if (!cursor.result) return;
      const { bytes, type } = cursor.result.value as { bytes?: ArrayBuffer; type: string };
      if (bytes) cursor.result.update(new Blob([bytes], { type }));
      count++;
      cursor.result.continue();
    };
  }
  await ended;
  db.close();
  return count;
}
