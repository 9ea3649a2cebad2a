// A small picture of the page for the list of drawings, made when the hand rests.
import { thumbOf } from '../library/imageBlobs.ts';
import { putPageThumb } from '../library/pages.ts';
import { renderPicture } from '../drawing/render.ts';
import { effectiveSettings } from './settings.ts';
import type { AppState } from './types.ts';

const REST_MS = 1500;
const SIDE = 256;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The page `id` has been stored as `state`. */
export function thumbSoon(id: string, state: AppState): void {
  clearTimeout(timer);
  timer = setTimeout(() => void make(id, state).catch(() => undefined), REST_MS);
}

async function make(id: string, { drawing, overrides, pack }: AppState): Promise<void> {
  const { width, height } = effectiveSettings(overrides, pack);
  const scale = SIDE / Math.max(width, height);
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  await putPageThumb(id, await thumbOf(renderPicture(drawing.present, side(width), side(height))));
}
