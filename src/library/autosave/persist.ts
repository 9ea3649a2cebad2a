// What survives reloads, crashes and other tabs: the page (share/page.ts, with the pixels it refers to) and what belongs to
// the device (persistDevice.ts). A new slice is a row there; nobody calls the storage by itself.
import { readDevice, writeDevice } from '../device.ts';
import { keepLastWords, lastWords } from '../lastWords.ts';
import { newestPage, pageText } from '../pages.ts';
import { storedPixels } from '../pixels.ts';
import { fillStocks, withoutMissing } from '../stocks.ts';
import { currentPage, type Hold, holdNew, holdOther, holdPage } from '../tab.ts';
import { encodePage, type Page, pageOf, parsePage, stateWith } from '../../share/page.ts';
import { mergePage } from './mergePage.ts';
import { DEVICE } from './persistDevice.ts';
import { writePage } from './persistPage.ts';
import { createSaver, sameSlices } from './saver.ts';
import { INITIAL_STATE, store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';

/** What is in the storage, as far as this tab knows. */
let stored: Page = pageOf(INITIAL_STATE);
let savePage: { readonly flush: () => Promise<void> } | null = null;

/** Brings back what was saved. Storage that cannot be read (private windows) is no error: the page starts empty. */
export async function restore(): Promise<void> {
  const device = await readDevice(DEVICE.map(({ key }) => key)).catch(() => new Map<string, unknown>());
  const saved = await holdPage(newestPage)
    .then(readPage)
    .catch(() => null);
  const hold = currentPage();
  // Last words are not in the database yet: the page counts as changed, and is written.
  if (saved && (hold === null || lastWords(hold) === undefined)) stored = pageOf(saved);
  store.setState((state) => {
    const own = withDevice(device, state);
    return saved ? { ...own, ...mergePage(saved, own) } : own;
  });
}

/**
 * Saves every change as fast as the storage takes it, and what is left when the page goes away. `onTrouble` hears why a
 * change could not be stored; it is tried again until it is, which `onRelief` hears. Returns the way to stop.
 */
export function saveChanges(onTrouble: (error: unknown) => void, onRelief: () => void): () => void {
  const onSaved = (saved: boolean): void => void (document.documentElement.dataset['saved'] = String(saved));
  onSaved(true);
  const told = { onTrouble, onRelief };
  const page = createSaver({ written: stored, select: pageOf, same: sameSlices, write: writePage, onSaved, ...told });
  const device = createSaver({
    written: deviceOf(INITIAL_STATE),
    select: deviceOf,
    same: (a, b) => a.every((value, i) => value === b[i]),
    write: (state) => writeDevice(new Map(DEVICE.map(({ key, of }) => [key, of(state)]))),
    ...told,
  });
  savePage = page;
  const onChange = (): void => [page, device].forEach(({ change }) => change());
  const onLeave = (): void => {
    // The database may not get its turn any more.
    const id = currentPage();
    if (id !== null && page.pending()) keepLastWords(id, encodePage(store.getState()));
    for (const { flush } of [page, device]) void flush();
  };
  const onVisible = (): void => {
    if (document.visibilityState === 'hidden') onLeave();
  };
  onChange();
  const stop = store.subscribe(onChange);
  window.addEventListener('pagehide', onLeave);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    stop();
    window.removeEventListener('pagehide', onLeave);
    document.removeEventListener('visibilitychange', onVisible);
  };
}

/** Writes what is not written yet, then gives this tab a page of its own, so that what comes next writes over nothing. */
export async function startNewPage(): Promise<void> {
  await savePage?.flush();
  await holdNew(null);
}

/** The state of a stored page, which this tab now holds (or a copy of it, where another tab does); null when it is gone. */
export async function takePage(id: string): Promise<AppState | null> {
  await savePage?.flush();
  return readPage(await holdOther(id));
}

async function readPage({ id, from }: Hold): Promise<AppState | null> {
  const text = lastWords(id) ?? (await pageText(id)) ?? (from === null ? undefined : await pageText(from));
  return text === undefined ? null : stateOf(parsePage(text, 'skip'));
}

/** An otherwise empty page with `page` on it, and the pixels that it refers to in memory. */
async function stateOf(page: Page): Promise<AppState> {
  const state = stateWith(page);
  await fillStocks(state, storedPixels);
  return withoutMissing(state);
}

function withDevice(values: ReadonlyMap<string, unknown>, state: AppState): AppState {
  return DEVICE.reduce((rest, { key, restore }) => {
    const value = values.get(key);
    return value === undefined ? rest : { ...rest, ...restore(value, rest) };
  }, state);
}

function deviceOf(state: AppState): readonly unknown[] {
  return DEVICE.map(({ of }) => of(state));
}
