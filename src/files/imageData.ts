import type { Pixels } from '../../workers/engine/api.ts';

/** Pixels as ImageData that the caller owns. */
export function toImageData({ width, height, data }: Pixels): ImageData {
  return new ImageData(new Uint8ClampedArray(data), width, height);
}
