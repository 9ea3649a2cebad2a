// Pixels of the pictures that lie under strokes. Kept here, never in the store; names of them are in the drawing.
import type { PaperImage } from './strokes.ts';

/** Longest side kept: finer than any hint that a net reads. */
const MAX_SIDE = 1024;
const pictures = new Map<string, OffscreenCanvas>();
const negatives = new WeakMap<OffscreenCanvas, OffscreenCanvas>();

/** Keeps a decoded picture in grey under `id`; returns whether it is mostly dark (a white-on-black hint, say). */
export function keepImage(
  id: string,
  source: CanvasImageSource,
  width: number,
  height: number,
): { readonly dark: boolean } {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = context2d(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const mean = toGrey(pixels.data);
  context.putImageData(pixels, 0, 0);
  pictures.set(id, canvas);
  return { dark: mean < 110 };
}

/** The picture as dark ink on white, as it lies on the paper; null when its pixels are not here (yet). */
export function imageOf(image: PaperImage, asHint = false): OffscreenCanvas | null {
  const picture = pictures.get(image.id);
  if (!picture) return null;
  return image.inverted === asHint ? picture : negativeOf(picture);
}

/** The kept picture as a PNG, for storage. */
export async function imageBlob(id: string): Promise<Blob | null> {
  return (await pictures.get(id)?.convertToBlob({ type: 'image/png' })) ?? null;
}

function negativeOf(picture: OffscreenCanvas): OffscreenCanvas {
  const known = negatives.get(picture);
  if (known) return known;
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = context2d(canvas);
  context.drawImage(picture, 0, 0);
  context.globalCompositeOperation = 'difference';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  negatives.set(picture, canvas);
  return canvas;
}

/** Rec. 601 luma into all three channels, in place; returns the mean, 0...255. */
function toGrey(data: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) {
    const luma = 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0);
    data[i] = data[i + 1] = data[i + 2] = luma;
    sum += luma;
  }
  return (sum * 4) / data.length;
}

function context2d(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
