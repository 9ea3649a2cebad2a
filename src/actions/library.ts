// What happens to finished pictures and stored pages: kept, opened again, and what is said when there is no room.
import { startHistory } from '../drawing/history.ts';
import { t } from '../i18n/i18n.ts';
import { isFull } from '../library/db.ts';
import { thumbOf } from '../library/imageBlobs.ts';
import { keepPictures } from '../library/pictures.ts';
import { storedPixels, tidyPixels } from '../library/pixels.ts';
import { fillStocks, pixelKeys, withoutMissing } from '../library/stocks.ts';
import { currentPage } from '../library/tab.ts';
import { onPicture } from '../results/keep.ts';
import { pictureFile } from '../results/pictureFile.ts';
import type { PictureRecord } from '../results/types.ts';
import { applyPage, type Page, pageOf, parsePage } from '../share/page.ts';
import { startNewPage, takePage } from '../store/persist.ts';
import { knownPixels, newPixels } from '../store/persistPage.ts';
import { INITIAL_STATE, store } from '../store/store.ts';
import type { AppState } from '../store/types.ts';
import { notify } from './notice.ts';

/** Keeps every finished picture in the library. Returns the way to stop. */
export function keepFinishedPictures(): () => void {
  return onPicture(async (record, pixels) => {
    try {
      await keepPicture(record, pixels);
    } catch (error) {
      tellTrouble(error);
    }
  });
}

async function keepPicture(record: PictureRecord, pixels: ImageData): Promise<void> {
  const keys = pixelKeys(stateWith(parsePage(record.page)));
  const [file, thumb, blobs] = await Promise.all([pictureFile(record, pixels), thumbOf(pixels), newPixels(keys)]);
  await keepPictures([{ record, file, thumb, pixels: keys, pageId: currentPage() }], blobs);
}

/**
 * Puts a page in the place of the one that is there, which stays among the drawings; undo brings its drawing back as well.
 * The seed is locked, so that the same picture comes out. Resolves with false where pixels of the page are not on this device.
 */
export async function openPage(page: Page): Promise<boolean> {
  await startNewPage();
  await fillStocks(stateWith(page), storedPixels);
  const seed = { value: page.words.seed.value, locked: true };
  store.setState((state) => ({ ...withoutMissing({ ...state, ...applyPage(page, state) }), seed }));
  return pixelKeys(stateWith(page)).length === pixelKeys(store.getState()).length;
}

/** Opens a stored page; the one that is there stays stored. */
export async function openStoredPage(id: string): Promise<void> {
  const saved = await takePage(id);
  if (!saved) return notify(t('library:drawingGone'));
  store.setState((state) => ({
    ...applyPage(pageOf(saved), state),
    drawing: startHistory(saved.drawing.present),
  }));
}

/** An empty page; the one that is there stays stored. Words, settings and units begin anew. */
export async function newPage(): Promise<void> {
  await startNewPage();
  store.setState((state) => ({
    ...applyPage(pageOf(INITIAL_STATE), state),
    drawing: startHistory(INITIAL_STATE.drawing.present),
    seed: state.seed,
  }));
}

/** Deletes pixels that nothing refers to; never while another tab may be about to refer to them. */
export async function tidyLibrary(): Promise<void> {
  const locks = 'locks' in navigator ? await navigator.locks.query() : null;
  const tabs = locks?.held?.filter(({ name }) => name?.startsWith('inkling:page:')).length ?? 2;
  if (tabs <= 1) await tidyPixels([...pixelKeys(store.getState()), ...knownPixels()]);
}

let told = 0;
const AGAIN_MS = 60_000;

/** Says once in a while why something could not be stored. */
export function tellTrouble(error: unknown): void {
  if (Date.now() - told < AGAIN_MS) return;
  told = Date.now();
  notify(isFull(error) ? t('library:full') : t('library:notStored'));
}

/** An otherwise empty page with `page` on it. */
export function stateWith(page: Page): AppState {
  return { ...INITIAL_STATE, ...applyPage(page, INITIAL_STATE) };
}
