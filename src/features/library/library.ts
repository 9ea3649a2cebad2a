// Pages are opened: from a link, from storage, an empty one.
import { startHistory } from '../../drawing/history.ts';
import { t } from '../../i18n/i18n.ts';
import { storedPixels } from '../../library/pixels.ts';
import { fillStocks, pixelKeys, withoutMissing } from '../../library/stocks.ts';
import { applyPage, type Page, pageOf, stateWith } from '../../share/page.ts';
import { startNewPage, takePage } from '../../library/autosave/persist.ts';
import { INITIAL_STATE, store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';

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
  await (await import('../making/bringBack.ts')).bringBack({ replaces: true });
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
