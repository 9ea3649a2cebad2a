// A small picture of the page for the list of drawings, made when the hand rests.
import { thumbOf } from '../imageBlobs.ts';
import { putPageThumb } from '../pages.ts';
import { paperInSlices, pictureView } from '../../drawing/paperSlices.ts';
import { effectiveSettings } from '../../state/settings.ts';
import type { AppState } from '../../state/types.ts';

const REST_MS = 1500;
const SIDE = 256;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The page `id` has been stored as `state`. */
export function thumbSoon(id: string, state: AppState): void {
  clearTimeout(timer);
  const mine = setTimeout(() => void make(id, state, () => timer === mine).catch(() => undefined), REST_MS);
  timer = mine;
}

async function make(id: string, { drawing, overrides, pack }: AppState, wanted: () => boolean): Promise<void> {
  const { width, height } = effectiveSettings(overrides, pack);
  const scale = SIDE / Math.max(width, height);
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  const size = { width: side(width), height: side(height) };
  const sheet = await paperInSlices(pictureView(drawing.present), size, wanted);
  if (sheet) await putPageThumb(id, await thumbOf(await sheet.convertToBlob()));
}
