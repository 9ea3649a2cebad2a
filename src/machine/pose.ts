// Poses as pictures. The code that draws them is loaded when the first one is wanted.
import { AppError } from '../../workers/errors.ts';
import type { Pixels } from '../../workers/engine/api.ts';

/**
 * The map of an OpenPose document.
 * @throws AppError 'bad-input'
 */
export async function renderPose(openPoseJson: unknown, width: number, height: number): Promise<Pixels> {
  const { drawPose, MAX_SIDE, readPoseFile } = await import('../../workers/preprocess/openpose/pose.ts');
  for (const [name, side] of Object.entries({ width, height })) {
    if (Number.isInteger(side) && side >= 1 && side <= MAX_SIDE) continue;
    throw new AppError('bad-input', `${name} is ${String(side)}.`, `Give a whole number from 1 to ${MAX_SIDE}.`);
  }
  const { pose, notes } = readPoseFile(openPoseJson, { width, height });
  // A script has no place where a note could be read: an animal that is left out is no success.
  const animals = notes.find((note) => note.includes('animals'));
  if (animals !== undefined) throw new AppError('bad-input', animals, 'Give a pose of people.');
  return opaque(drawPose(pose, width, height));
}

/** RGB bytes as pixels of a page. */
export function opaque({ width, height, data }: { width: number; height: number; data: Uint8Array }): ImageData {
  const out = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) out.set(data.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  return new ImageData(out, width, height);
}
