// Live previews, each clean at once: one is made clean at a time, and of those that come meanwhile only the newest.
import type { Size } from '../../drawing/place.ts';
import { linesAhead } from '../../finish/request.ts';
import { prepareClean } from '../../machine/finish.ts';
import { showPreview } from '../../machine/resultStage.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import { finishPixels, pinsFor, wantsClean } from './finish.ts';

interface Preview {
  readonly bitmap: ImageBitmap;
  readonly page: AppState;
}

let waiting: Preview | null = null;
let busy = false;
/** Rises whenever something newer than all previews so far is shown. */
let age = 0;

/** Shows a preview of the picture that `page` asked for; takes ownership of the bitmap. */
export function showLivePreview(bitmap: ImageBitmap, page: AppState): void {
  // One of a picture that has been stopped is still the newest there is to see.
  waiting?.bitmap.close();
  waiting = { bitmap, page };
  if (!busy) void work();
}

/** The regions of what `page` shows are found while the model paints: its first preview waits for its colours alone. */
export function prepareLive(page: AppState, size: Size): void {
  if (!wantsClean()) return;
  const { finish, pack } = store.getState();
  const ahead = linesAhead({ ...page, pack: page.pack ?? pack }, size, finish);
  if (ahead) prepareClean(ahead);
}

/** Previews that are on their way are not shown any more: something newer is. */
export function outdatePreviews(): void {
  age++;
  waiting?.bitmap.close();
  waiting = null;
}

async function work(): Promise<void> {
  busy = true;
  for (let next = waiting; next; next = waiting) {
    waiting = null;
    await showOne(next);
  }
  busy = false;
}

async function showOne({ bitmap, page }: Preview): Promise<void> {
  if (!wantsClean()) return showPreview(bitmap);
  const mine = age;
  const { finish } = store.getState();
  // What has no lines yet stays painted while it forms: tracing each preview would cost more than it shows.
  const { painter } = await finishPixels(page, pixelsOf(bitmap), { finish, pins: pinsFor({ page }), traces: false });
  const outdated = mine !== age;
  if (painter || outdated) bitmap.close();
  if (!outdated) showPreview(painter ?? bitmap);
}

let canvas: OffscreenCanvas | null = null;

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height);
}
