// Brings a picture to the size and shape in which a preprocessor sees it, and its map back (sd-webui-controlnet's
// resize_image_with_pad: resize by the shorter side, pad right and bottom to 64 with the edge, crop the pad off). Pure.
import { AppError } from '../errors.ts';
import { resizeOpenCv } from '../image/resizeOpenCv.ts';
import { resizePlane } from '../image/resizePlane.ts';
import type { FloatPlane, Rgb } from '../image/types.ts';
import type { Meta, Params } from './types.ts';

const GRID = 64;
/** A strip of 3 x 500 pixels would be 512 x 85,000 at resolution 512. */
const MAX_PIXELS = 1 << 24;

type Sides = Pick<Rgb, 'width' | 'height'>;

export interface Frame {
  readonly image: Rgb;
  /** The part of a map that belongs to the picture. */
  readonly restore: (map: Rgb) => Rgb;
}

/** @throws AppError 'bad-input' when the resized picture would have more than 16 million pixels */
export function framed(image: Rgb, meta: Meta, params: Params): Frame {
  if (meta.frame === 'whole') return { image, restore: (map) => map };
  const { width, height } = sizeFor(image, params);
  if (width * height > MAX_PIXELS) {
    throw new AppError(
      'bad-input',
      `The picture of ${image.width} x ${image.height} would be worked on at ${width} x ${height} pixels, which is too many.`,
      'Lower the resolution, or cut the picture to a less narrow shape.',
    );
  }
  const sized = resizeOpenCv(image, width, height, width > image.width ? 'cubic' : 'area');
  return { image: padEdge(sized, padded(width), padded(height)), restore: (map) => crop(map, width, height) };
}

/** The size that the shorter side's resolution gives. */
function sizeFor(image: Sides, params: Params): Sides {
  const k = params['resolution'] / Math.min(image.width, image.height);
  return { width: Math.round(image.width * k), height: Math.round(image.height * k) };
}

/** A plane of the same picture, however finely it is resolved, framed likewise; null when it shows another part of it. */
export function framedPlane(plane: FloatPlane, image: Sides, meta: Meta, params: Params): FloatPlane | null {
  const apart = Math.abs(plane.width * image.height - plane.height * image.width);
  if (apart > Math.max(plane.width, plane.height)) return null; // beyond what rounding a side can do
  const { width, height } = meta.frame === 'whole' ? image : sizeFor(image, params);
  const shrinks = width <= plane.width && height <= plane.height;
  const sized = resizePlane(plane, width, height, shrinks ? 'area' : 'cubic');
  if (meta.frame === 'whole') return sized;
  const [wide, high] = [padded(width), padded(height)];
  const data = new Float32Array(wide * high);
  for (let y = 0, to = 0; y < high; y++) {
    const row = Math.min(y, height - 1) * width;
    for (let x = 0; x < wide; x++) data[to++] = sized.data[row + Math.min(x, width - 1)];
  }
  return { width: wide, height: high, data };
}

const padded = (side: number): number => Math.ceil(side / GRID) * GRID;

/** Repeats the last column and row up to the given sides. */
export function padEdge({ width, height, data }: Rgb, toWidth: number, toHeight: number): Rgb {
  const out = new Uint8Array(toWidth * toHeight * 3);
  for (let y = 0; y < toHeight; y++) {
    const row = Math.min(y, height - 1) * width * 3;
    const to = y * toWidth * 3;
    out.set(data.subarray(row, row + width * 3), to);
    for (let x = width; x < toWidth; x++) out.set(data.subarray(row + (width - 1) * 3, row + width * 3), to + x * 3);
  }
  return { width: toWidth, height: toHeight, data: out };
}

/** The top left part. */
export function crop(image: Rgb, width: number, height: number): Rgb {
  if (image.width === width && image.height === height) return image;
  const out = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = y * image.width * 3;
    out.set(image.data.subarray(row, row + width * 3), y * width * 3);
  }
  return { width, height, data: out };
}
