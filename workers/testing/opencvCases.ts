// The fixture of OpenCV's answers (python/golden/opencv.py) as pictures; for tests only.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Rgb } from '../image/types.ts';
import type { RunContext } from '../preprocess/types.ts';
import { type GoldenCase, readGolden } from './golden.ts';

const golden = readGolden('opencv');

export interface OpenCvCase extends GoldenCase {
  readonly width: number;
  readonly height: number;
}

/** The cases of a kind. */
export const casesOf = (kind: string): readonly OpenCvCase[] =>
  golden.cases.filter((each) => each.kind === kind) as OpenCvCase[];

/** A crop of a photo as it is in the fixture. */
export function photo(name: unknown): Rgb {
  const { shape, data } = golden.tensor(name);
  return { width: shape[1], height: shape[0], data: data as Uint8Array };
}

/** The case's photo beside and below itself up to the case's size. */
export function pictureOf({ inputs, width, height }: OpenCvCase): Rgb {
  const from = photo(inputs['photo']);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = (y % from.height) * from.width * 3;
    for (let x = 0; x < width; x += from.width) {
      const part = Math.min(from.width, width - x) * 3;
      data.set(from.data.subarray(row, row + part), (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

/** One of the case's output tensors. */
export const outputOf = ({ outputs }: OpenCvCase, key: string): Uint8Array | Float32Array =>
  golden.tensor(outputs[key]).data as Uint8Array | Float32Array;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The first channel, after a look at whether the others are the same. */
export function greyChannel({ data }: Rgb): Uint8Array {
  const grey = new Uint8Array(data.length / 3);
  for (let i = 0, at = 0; i < grey.length; i++, at += 3) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) throw new Error(`pixel ${i} is not grey`);
    grey[i] = data[at]!;
  }
  return grey;
}

/** A context for preprocessors that load nothing. */
export const context: RunContext = {
  signal: new AbortController().signal,
  progress: () => undefined,
  options: { backend: 'wasm', precision: 'fp32', assets: '' },
};

/** Any small picture, for properties: noise, few colours, or even. */
export const anyPicture: fc.Arbitrary<Rgb> = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    most: fc.constantFrom(0, 1, 60, 255),
  })
  .chain(({ width, height, most }) =>
    fc
      .uint8Array({ min: 0, max: most, minLength: 3 * width * height, maxLength: 3 * width * height })
      .map((data) => ({ width, height, data })),
  );

/** Left and right changed over. */
export function mirrored({ width, height, data }: Rgb): Rgb {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + width - 1 - x) * 3;
      out.set(data.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return { width, height, data: out };
}

/** Rows and columns changed over. */
export function transposed({ width, height, data }: Rgb): Rgb {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      out.set(data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3), (x * height + y) * 3);
  }
  return { width: height, height: width, data: out };
}
