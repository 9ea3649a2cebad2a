// A finished picture arrives: shown, put in the strip, and kept in the library.
import type { Picture } from '../../../workers/engine/api.ts';
import { activeJobs } from '../../jobs/list.ts';
import { type Kept, keepOnly, keepPicture, pictureOf } from '../../jobs/stock.ts';
import { picturesAtHand, withRecent } from '../../jobs/recent.ts';
import { formatList } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { recordOf } from '../../library/record.ts';
import type { PictureRecord } from '../../files/types.ts';
import { toImageData } from '../../files/imageData.ts';
import { dropPreview, showPicture } from '../../machine/resultStage.ts';
import { store } from '../../state/store.ts';
import type { AppState, ResultInfo } from '../../state/types.ts';
import {
  finishedNow,
  finishedOf,
  finishShown,
  forgetFinished,
  wantsClean,
  whenLookChanges,
  withLook,
} from './finish.ts';
import { keepFinished } from './keep.ts';
import { keepLookSoon } from './keepLook.ts';
import { notify } from '../../notices/notice.ts';
import { followNewest } from '../control/start.ts';

whenLookChanges(keepLookSoon);

/** Takes over a finished picture of the page that asked for it. */
export async function takePicture(
  picture: Picture,
  page: AppState,
  { id, group }: { readonly id: string; readonly group: string },
): Promise<void> {
  const kept = await stockPicture(picture, page, id);
  tellNotTaken(picture.notTaken);
  const grid = store.getState().groups.find((each) => each.id === group)?.kind === 'grid';
  const before = pictureOf(store.getState().recent[0]?.id)?.pixels;
  if (!grid) putInStrip(kept.record, group);
  if (!grid) followNewest(before, kept.pixels);
  if (store.getState().following) await show(kept, { painted: 'first' });
  else dropPreview();
  forgetOld();
  void keepFinished(kept.record, kept.pixels);
}

let told = '';

/** Says which of the words could not be followed, once: live drawing makes a picture of the same words every second. */
function tellNotTaken(names: readonly string[]): void {
  const list = formatList(names);
  if (list !== '' && list !== told) notify(t('library:notTaken', { list }));
  told = list;
}

/** Puts a finished picture among those at hand. */
export async function stockPicture(picture: Picture, page: AppState, id: string): Promise<Omit<Kept, 'thumb'>> {
  const pixels = toImageData(picture.pixels);
  const record = recordOf(picture, withLook(page), { id, createdAt: Date.now() });
  const kept = { record, info: infoOf(picture, id), pixels, page };
  await keepPicture(kept);
  return kept;
}

export function putInStrip({ id, width, height, seed, prompt: words }: PictureRecord, group: string): void {
  store.setState(({ recent }) => ({ recent: withRecent(recent, { id, group, words, seed, width, height }) }));
}

/** What is known of an engine's picture, for the result's footer. */
function infoOf({ seed, metadata, timings, pixels }: Picture, id: string): ResultInfo {
  return { id, seed, metadata, width: pixels.width, height: pixels.height, totalMs: timings.total };
}

/**
 * Puts a picture at hand in the result's place, in the page's finish. `painted`: 'first' shows it as it was painted, from which
 * it turns clean; 'never' waits for its clean form, so that nothing flickers.
 */
export async function show(
  { pixels, info }: Pick<Kept, 'pixels' | 'info'>,
  { painted }: { readonly painted: 'first' | 'never' },
): Promise<void> {
  const wanted = wantsClean();
  if (wanted && painted === 'never') await finishedOf(info.id, { first: true });
  const painter = (wanted && finishedNow(info.id)?.painter) || null;
  await showPicture(pixels, { painter, awaits: wanted && !painter });
  store.setState({ result: info, region: null });
  void finishShown({ fades: painted === 'first' });
}

/** Lets go of pixels that nothing on the page shows or offers. */
export function forgetOld(): void {
  const { groups, recent, result, view } = store.getState();
  const wanted = picturesAtHand({ groups, recent, result, view });
  keepOnly(wanted);
  forgetFinished();
  const active = new Set(activeJobs(store.getState().jobs).map(({ id }) => id));
  store.setState({ groups: groups.filter(({ jobs }) => jobs.some((id) => wanted.has(id) || active.has(id))) });
}
