// What holds for every preprocessor that needs no network, whatever the picture: odd sizes, grey and transparent ones too.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rgba } from '../image/types.ts';
import { PREPROCESSORS } from './list.ts';
import { createPreprocess } from './preprocess.ts';
import type { PreprocessorName } from './types.ts';

const RESOLUTION = 64;
const NAMES = [
  'none',
  'invert',
  'threshold',
  'canny',
  'lineart_standard',
  'scribble_xdog',
  'mlsd_lsd',
  'depth_file',
  'normal_midas',
] as const satisfies readonly PreprocessorName[];
/** Maps of white lines or areas on black, and nothing between. */
const BINARY: ReadonlySet<PreprocessorName> = new Set(['threshold', 'canny', 'scribble_xdog', 'mlsd_lsd']);
const COLOURED: ReadonlySet<PreprocessorName> = new Set(['none', 'invert', 'normal_midas']);

/** Small pictures of every shape: noise, one colour, grey, with and without alpha; 1 x 1 and strips among them. */
const pictures: fc.Arbitrary<Rgba> = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    kind: fc.constantFrom('noise', 'flat', 'grey', 'alpha'),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ width, height, kind, seed }) => {
    const data = new Uint8ClampedArray(4 * width * height);
    for (let i = 0; i < width * height; i++) {
      const value = (k: number): number => (((i * 7919 + k * 104729 + 1) * seed) >>> 5) & 255;
      const rgb = kind === 'flat' ? [seed, seed >> 3, seed >> 6] : [value(0), value(1), value(2)];
      data.set(kind === 'grey' ? [value(0), value(0), value(0)] : rgb.map((v) => v & 255), 4 * i);
      data[4 * i + 3] = kind === 'alpha' ? value(3) : 255;
    }
    return { width, height, data };
  });

async function mapOf(name: PreprocessorName, image: Rgba): Promise<Rgba> {
  const meta = PREPROCESSORS.find((each) => each.name === name);
  const params = meta?.frame === 'detect' ? { resolution: RESOLUTION } : {};
  const options = { backend: 'wasm', precision: 'fp32', assets: '' } as const;
  return createPreprocess().run(
    { name, image, params, options },
    { signal: new AbortController().signal, progress: () => undefined },
  );
}

function expectedSize({ width, height }: Rgba, detect: boolean): readonly [number, number] {
  if (!detect) return [width, height];
  const scale = RESOLUTION / Math.min(width, height);
  return [Math.round(width * scale), Math.round(height * scale)];
}

function overWhite({ width, height, data }: Rgba): Rgba {
  const opaque = data.map((value, i) => {
    const alpha = (data[i | 3] ?? 0) / 255;
    return i % 4 === 3 ? 255 : Math.round(value * alpha + 255 * (1 - alpha));
  });
  return { width, height, data: opaque };
}

describe.each(NAMES)('%s', (name) => {
  test('has the size it says, is opaque, and of the values that such maps have', async () => {
    const detect = PREPROCESSORS.some((meta) => meta.name === name && meta.frame === 'detect');
    await fc.assert(
      fc.asyncProperty(pictures, async (image) => {
        const map = await mapOf(name, image);
        const [width, height] = expectedSize(image, detect);
        expect(Math.abs(map.width - width) + Math.abs(map.height - height)).toBeLessThanOrEqual(1);
        expect(map.data.length).toBe(4 * map.width * map.height);
        for (let i = 0; i < map.data.length; i += 4) {
          const [red, green, blue, alpha] = map.data.subarray(i, i + 4);
          if (alpha !== 255) throw new Error(`alpha is ${alpha}`);
          if (!COLOURED.has(name) && (red !== green || red !== blue))
            throw new Error(`${red} ${green} ${blue} is no grey`);
          if (BINARY.has(name) && red !== 0 && red !== 255) throw new Error(`${red} is neither black nor white`);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the same picture gives the same map, and a transparent one that of itself over white', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (image) => {
        const map = await mapOf(name, image);
        const again = await mapOf(name, overWhite(image));
        expect(Buffer.from(map.data).equals(Buffer.from(again.data))).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

test('none and threshold change nothing the second time, invert twice is nothing', async () => {
  const same = (a: Rgba, b: Rgba): void => expect(Buffer.from(a.data).equals(Buffer.from(b.data))).toBe(true);
  await fc.assert(
    fc.asyncProperty(pictures, async (image) => {
      for (const name of ['none', 'threshold'] as const) {
        const once = await mapOf(name, image);
        same(await mapOf(name, once), once);
      }
      same(await mapOf('invert', await mapOf('invert', image)), await mapOf('none', image));
    }),
    { numRuns: 25 },
  );
});
