// One picture by the page's API, which every browser makes of the same request: with words, a seed and a drawn ring.
import { dataUrl, png } from '../files.ts';
import { type PackedPicture, type Picture, unpack } from '../inkling.ts';
import { psnr } from '../score.ts';
import type { Driver } from './driver.ts';
import type { Api } from './stage.ts';

export type Reference = Picture;
export const REFERENCE_FILE = '.cache/engines-reference.json';

const ring = dataUrl(png(128, 128, (x, y) => (Math.abs(Math.hypot(x - 64, y - 64) - 40) < 2 ? 255 : 0)));
const REQUEST = { prompt: 'a red apple', seed: 7, steps: 4, controls: [{ net: 'scribble', image: ring }] };

export async function makeReference(driver: Driver): Promise<Reference> {
  return unpack(await packedReference(driver));
}

/** As it can be written to a file. The page is open, its engine ready. */
export function packedReference(driver: Driver): Promise<PackedPicture> {
  return driver.run(async (request) => {
    const { image } = await (window as unknown as Api).inkling.generate(request);
    let binary = '';
    for (const byte of image.data) binary += String.fromCharCode(byte);
    return { width: image.width, height: image.height, base64: btoa(binary) };
  }, REQUEST);
}

/** In dB. */
export const difference = (a: Reference, b: Reference): number => psnr(a, b);
