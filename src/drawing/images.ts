// Pixels of the pictures that lie on layers. Kept here, never in the store; the document names them by id.
import { CanvasCache } from './canvasCache.ts';
import { groundOf } from '../files/ground.ts';

/** Longest side kept: finer than any hint that a net reads. */
const MAX_SIDE = 1024;
/** Levels of brightness that the ground of a drawing spreads over, shadows on the paper included. */
const GROUND_RANGE = 96;
const LEAST_GROUND = 0.6;
/** Mean difference of red and blue. */
const MOST_TINT = 36;

/** Unused pictures that are kept all the same: a page that was put away may come back. */
const SPARE = 4;

const pictures = new Map<string, OffscreenCanvas>();
/** What was made of them: masks, negatives, lines in one ink. */
const made = new CanvasCache(64 << 20);

/** What a picture looks like. */
export interface ImageLooks {
  /** Mostly dark: a white-on-black hint, say. */
  readonly dark: boolean;
  /** Lines on an even ground, no photo. */
  readonly sketch: boolean;
}

/** Keeps a decoded picture under `id`. */
export function keepImage(id: string, source: CanvasImageSource, width: number, height: number): ImageLooks {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const picture = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = context2d(picture);
  context.fillStyle = groundOf(source, width, height);
  context.fillRect(0, 0, picture.width, picture.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, picture.width, picture.height);
  pictures.set(id, picture);
  made.forget(id);
  return looksOf(context.getImageData(0, 0, picture.width, picture.height).data);
}

export function hasImage(id: string): boolean {
  return pictures.has(id);
}

/** null when its pixels are not here (yet). */
export function imageSize(id: string): { readonly width: number; readonly height: number } | null {
  return pictures.get(id) ?? null;
}

/** The picture in its own colours, or with light and dark swapped; null when its pixels are not here (yet). */
export function pictureOf(id: string, inverted: boolean): OffscreenCanvas | null {
  const picture = pictures.get(id);
  if (!picture) return null;
  return inverted ? made.get(id, 'negative', () => negativeOf(picture)) : picture;
}

/** The picture's dark parts (its light ones where `inverted`) in one colour on nothing, like drawn lines. */
export function linesOf(id: string, inverted: boolean, ink: string): OffscreenCanvas | null {
  const picture = pictures.get(id);
  if (!picture) return null;
  const parts = inverted ? 'light' : 'dark';
  return made.get(id, `${parts} ${ink}`, () => {
    const mask = made.get(id, parts, () => maskOf(picture, inverted));
    const canvas = new OffscreenCanvas(mask.width, mask.height);
    const context = context2d(canvas);
    context.drawImage(mask, 0, 0);
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = ink;
    context.fillRect(0, 0, canvas.width, canvas.height);
    return canvas;
  });
}

/** Lets go of pictures that nobody refers to, but for the last few. */
export function pruneImages(wanted: ReadonlySet<string>): void {
  const unused = [...pictures.keys()].filter((id) => !wanted.has(id));
  for (const id of unused.slice(0, Math.max(0, unused.length - SPARE))) {
    pictures.delete(id);
    made.forget(id);
  }
}

/** The kept picture's pixels, for who works on them. */
export function imagePixels(id: string): ImageData | null {
  const picture = pictures.get(id);
  return picture ? context2d(picture).getImageData(0, 0, picture.width, picture.height) : null;
}

/** The kept picture as a PNG, for storage. */
export async function imageBlob(id: string): Promise<Blob | null> {
  return (await pictures.get(id)?.convertToBlob({ type: 'image/png' })) ?? null;
}

function negativeOf(picture: OffscreenCanvas): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = context2d(canvas);
  context.drawImage(picture, 0, 0);
  context.globalCompositeOperation = 'difference';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

function maskOf(picture: OffscreenCanvas, inverted: boolean): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pixels = context2d(picture).getImageData(0, 0, picture.width, picture.height);
  const { data } = pixels;
  for (let i = 0; i < data.length; i += 4) {
    const grey = luma(data, i);
    data[i] = data[i + 1] = data[i + 2] = 255;
    data[i + 3] = inverted ? grey : 255 - grey;
  }
  context2d(canvas).putImageData(pixels, 0, 0);
  return canvas;
}

/** A drawing is nearly grey, and most of it is its ground: one narrow range of brightness. */
function looksOf(data: Uint8ClampedArray): ImageLooks {
  const counts = new Uint32Array(256);
  let [sum, tint] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const grey = luma(data, i);
    sum += grey;
    counts[Math.round(grey)] = (counts[Math.round(grey)] ?? 0) + 1;
    tint += Math.abs((data[i] ?? 0) - (data[i + 2] ?? 0));
  }
  const pixels = data.length / 4;
  let ground = 0;
  for (let from = 0; from + GROUND_RANGE <= 256; from += 8) {
    const share = counts.subarray(from, from + GROUND_RANGE).reduce((all, count) => all + count, 0) / pixels;
    ground = Math.max(ground, share);
  }
  return { dark: sum / pixels < 110, sketch: ground > LEAST_GROUND && tint / pixels < MOST_TINT };
}

/** Rec. 601. */
function luma(data: Uint8ClampedArray, i: number): number {
  return 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0);
}

function context2d(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
