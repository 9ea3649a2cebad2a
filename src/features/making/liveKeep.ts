// Which live pictures last: the one on the page when the drawing rests, or when its user says so.
import type { Picture } from '../../../workers/engine/api.ts';
import { pictureOf } from '../../jobs/stock.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import { keepFinished } from './keep.ts';
import { forgetOld, putInStrip, show, stockPicture } from './takePicture.ts';

/** So long nothing changes when a drawing rests. */
const REST_MS = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes over a finished live picture: it is shown, and kept if nothing newer comes soon. */
export async function takeFresh(picture: Picture, page: AppState): Promise<void> {
  const id = crypto.randomUUID();
  await show(await stockPicture(picture, page, id), { painted: 'never' });
  setFresh(id);
  forgetOld();
  keepLater(REST_MS);
}

/** Keeps the finished live picture after so long; null: not before the next one is finished. */
export function keepLater(ms: number | null): void {
  clearTimeout(timer);
  if (ms !== null) timer = setTimeout(keepFresh, ms);
}

/** Keeps the finished live picture now, in the strip and wherever pictures are kept. */
export function keepFresh(): void {
  keepLater(null);
  const { live } = store.getState();
  const picture = pictureOf(live.fresh);
  setFresh(null);
  if (!picture) return;
  putInStrip(picture.record, 'live');
  void keepFinished(picture.record, picture.pixels);
}

function setFresh(fresh: string | null): void {
  store.setState(({ live }) => ({ live: { ...live, fresh } }));
}
