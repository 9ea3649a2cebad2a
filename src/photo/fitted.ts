// Pixels of any size on a small canvas of the picture's shape, as the engine will fit them. Scaling is done off the main thread.
import type { Pixels, ResizeMode } from '../../workers/engine/api.ts';
import { borderColour } from './border.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Longer side of a small picture, in its own pixels. */
const LONGEST = 160;

/** The picture's shape, small. */
export function thumbSize(width: number, height: number, longest = LONGEST): Size {
  const k = longest / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * k)), height: Math.max(1, Math.round(height * k)) };
}

/** Where a source lies on a picture: x, y, width, height in the picture's pixels. Pure. */
export function placeOf(source: Size, picture: Size, resize: ResizeMode): readonly [number, number, number, number] {
  if (resize === 'just') return [0, 0, picture.width, picture.height];
  const kx = picture.width / source.width;
  const ky = picture.height / source.height;
  const k = resize === 'crop' ? Math.max(kx, ky) : Math.min(kx, ky);
  const [width, height] = [source.width * k, source.height * k];
  return [(picture.width - width) / 2, (picture.height - height) / 2, width, height];
}

/** Paints `pixels` on the canvas that `target` gives when they are scaled; false when it is gone by then. */
export async function paintFitted(
  target: () => HTMLCanvasElement | null,
  pixels: Pixels,
  size: Size,
  resize: ResizeMode,
): Promise<boolean> {
  const image = pixels as ImageData;
  const [x, y, width, height] = placeOf(image, size, resize);
  const small = await createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(width)),
    resizeHeight: Math.max(1, Math.round(height)),
    resizeQuality: 'medium',
  });
  const canvas = target();
  const context = canvas?.getContext('2d');
  if (canvas && context) {
    Object.assign(canvas, size);
    context.fillStyle = resize === 'fill' ? borderColour(image) : 'black';
    context.fillRect(0, 0, size.width, size.height);
    context.drawImage(small, x, y);
  }
  small.close();
  return context !== undefined && context !== null;
}
