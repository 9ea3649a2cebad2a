// What was made stays: the pictures of a page come back from the gallery, the newest into the result's place and all into the strip.
import { type Kept, keepPicture } from '../../jobs/stock.ts';
import { MAX_RECENT } from '../../jobs/recent.ts';
import type { Recent } from '../../state/jobTypes.ts';
import { withItemsOf } from '../../drawing/sharedItems.ts';
import type { PictureRow } from '../../library/db.ts';
import { pixelsOf } from '../../library/imageBlobs.ts';
import { originOf } from '../../library/origins.ts';
import { listPictures, pictureDetails, pictureFile, recordOf } from '../../library/pictures.ts';
import { storedPixels } from '../../library/pixels.ts';
import { fillStocks, withoutMissing } from '../../library/stocks.ts';
import { currentPage, pageBefore } from '../../library/tab.ts';
import { parsePage, stateWith } from '../../share/page.ts';
import { store } from '../../state/store.ts';
import { finishedOf, wantsClean } from './finish.ts';
import { forgetOld, show } from './takePicture.ts';

/** More are in the gallery; each costs a decoding and, where it is clean, a finish. */
const MOST = 12;
/** The group of pictures that came back: they were asked for at different times. */
const GROUP = 'kept';
let run = 0;

/**
 * Brings back the pictures of the page that this tab holds. Whatever is made or asked for meanwhile is newer and stays in front.
 * @param replaces the strip is of another page, and gives way where this one has pictures
 */
export async function bringBack({ replaces = false } = {}): Promise<void> {
  const mine = ++run;
  const rows = await rowsOfPage();
  if (rows.length === 0) return;
  if (replaces) store.setState({ recent: [] });
  for (const [i, row] of rows.entries()) {
    const kept = await stockKept(row).catch(() => null);
    if (mine !== run) return;
    if (kept) store.setState(({ recent }) => ({ recent: withOlder(recent, recentOf(kept)) }));
    if (kept && i === 0) await showUnasked(kept, replaces);
  }
  forgetOld();
}

/** Shows a kept picture that the page was just opened from, and remembers it with the page. */
export async function showKept(row: PictureRow): Promise<void> {
  const kept = await stockKept(row);
  if (!kept) return;
  store.setState(({ recent }) => {
    const others = recent.filter(({ id }) => id !== row.id);
    return { recent: [recentOf(kept), ...others].slice(0, MAX_RECENT) };
  });
  store.setState({ following: true, view: { kind: 'picture' } });
  await show(kept, { painted: 'never' });
  forgetOld();
}

/** The page's pictures, newest first, and last the one that it was opened from. */
async function rowsOfPage(): Promise<readonly PictureRow[]> {
  const id = currentPage();
  if (id === null) return [];
  const all = await listPictures();
  const made = ofPage(all, id);
  const origin = await originOf(id);
  const opened = all.filter((row) => row.id === origin && row.pageId !== id);
  const rows = [...made, ...opened];
  const before = pageBefore();
  return (rows.length > 0 || before === null ? rows : ofPage(all, before)).slice(0, MOST);
}

function ofPage(rows: readonly PictureRow[], page: string): readonly PictureRow[] {
  return rows.filter(({ pageId }) => pageId === page);
}

/** Puts a kept picture among those at hand, where it is not yet. */
async function stockKept(row: PictureRow): Promise<Omit<Kept, 'thumb'> | null> {
  const [details, file] = await Promise.all([pictureDetails(row.id), pictureFile(row.id)]);
  if (!details || !file) return null;
  const parsed = parsePage(details.page, 'skip');
  const state = stateWith(parsed);
  await fillStocks(state, storedPixels);
  const { drawing, pack } = store.getState();
  const present = withItemsOf(withoutMissing(state).drawing.present, drawing.present);
  const page = {
    ...withoutMissing(state),
    drawing: { ...state.drawing, present },
    pack: pack?.id === parsed.words.pack ? pack : null,
  };
  const { id, seed, width, height, totalMs } = row;
  const info = { id, seed, width, height, totalMs, metadata: details.metadata };
  const kept = { record: recordOf(row, details), info, pixels: await pixelsOf(file), page };
  await keepPicture(kept);
  return kept;
}

/** Unless somebody has asked for something newer. */
async function showUnasked(kept: Omit<Kept, 'thumb'>, replaces: boolean): Promise<void> {
  const free = (): boolean => {
    const { result, job } = store.getState();
    return (replaces || result === null) && (job.status === 'idle' || replaces);
  };
  if (wantsClean()) await finishedOf(kept.info.id, { first: true });
  if (!free()) return;
  if (replaces) store.setState({ view: { kind: 'picture' }, following: true });
  await show(kept, { painted: 'never' });
}

function recentOf({ record: { id, width, height, seed, prompt: words } }: Pick<Kept, 'record'>): Recent {
  return { id, group: GROUP, words, seed, width, height };
}

function withOlder(recent: readonly Recent[], picture: Recent): readonly Recent[] {
  return recent.some(({ id }) => id === picture.id) ? recent : [...recent, picture].slice(0, MAX_RECENT);
}
