import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { userComment } from '../files/exifTexts.ts';
import { pictureTexts, stealthTexts } from '../files/pictureTexts.ts';
import { readSettings } from './readSettings.ts';

interface Golden {
  readonly files: readonly {
    readonly name: string;
    readonly type: string;
    readonly text: string;
    readonly file: string;
  }[];
  readonly stealth: readonly {
    readonly packed: boolean;
    readonly text: string;
    readonly width: number;
    readonly height: number;
    readonly alpha: string;
  }[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL('../../python/golden/fixtures/told-files.json', import.meta.url), 'utf8'),
);
const settingsOf = (file: unknown) => readSettings(file, () => Promise.resolve([]));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));

describe('texts of picture files, as Pillow writes them', () => {
  it.each(golden.files)('$name', async ({ type, text, file }) => {
    const texts = await pictureTexts(new Blob([bytesOf(file)], { type }));
    expect(texts.map((each) => each.text)).toContain(text);
    expect(await settingsOf(new Blob([bytesOf(file)], { type }))).toMatchObject({
      program: 'AUTOMATIC1111',
      request: {
        negativePrompt: 'fog',
        steps: 11,
        sampler: 'euler-a',
        guidanceScale: 4.5,
        seed: 31,
        width: 64,
        height: 72,
      },
      notTaken: [],
    });
  });

  it.each(golden.stealth)('in the bits of alpha, packed: $packed', async ({ text, width, height, alpha }) => {
    const bits = bytesOf(alpha);
    const data = new Uint8ClampedArray(4 * width * height).fill(9);
    bits.forEach((value, i) => (data[4 * i + 3] = value));
    expect(await stealthTexts({ data, width, height })).toEqual([{ key: 'parameters', text }]);
    // One bit of the signature less, and a length that the picture has no room for.
    expect(await stealthTexts({ data: flipped(data, 0), width, height })).toEqual([]);
    expect(await stealthTexts({ data: flipped(data, 8 * 15), width, height })).toEqual([]);

    function flipped(of: Uint8ClampedArray, bit: number): Uint8ClampedArray<ArrayBuffer> {
      const copy = new Uint8ClampedArray(of);
      const at = 4 * ((bit % height) * width + Math.floor(bit / height)) + 3;
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    }
  });

  it.each(golden.stealth)('in the bits of red, green and blue, packed: $packed', async ({ packed, text }) => {
    const body = packed
      ? new Uint8Array(
          await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
        )
      : new TextEncoder().encode(text);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, 8 * body.length);
    const all = [...new TextEncoder().encode(packed ? 'stealth_rgbcomp' : 'stealth_rgbinfo'), ...length, ...body];
    const [width, height] = [Math.ceil((8 * all.length) / 3 / 21), 21];
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let bit = 0; bit < 8 * all.length; bit++) {
      const pixel = Math.floor(bit / 3);
      const at = 4 * ((pixel % height) * width + Math.floor(pixel / height)) + (bit % 3);
      data[at] = 128 | (((all[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    expect(await stealthTexts({ data, width, height })).toEqual([{ key: 'parameters', text }]);
    data[0] = (data[0] ?? 0) ^ 1;
    expect(await stealthTexts({ data, width, height })).toEqual([]);
  });

  it('our own SVG tells what its PNG tells', async () => {
    const said =
      'a < b & "c"\nNegative prompt: fog\nSteps: 6, Sampler: LCM, CFG scale: 2, Seed: 9, Size: 64x72, Version: Inkling 0.7';
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><title>a</title><desc>${said.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</desc><metadata id="inkling">{}</metadata></svg>`;
    for (const type of ['image/svg+xml', ''])
      expect(await settingsOf(new Blob([svg], { type }))).toMatchObject({
        program: 'Inkling',
        request: {
          prompt: 'a < b & "c"',
          negativePrompt: 'fog',
          steps: 6,
          sampler: 'lcm',
          seed: 9,
          width: 64,
          height: 72,
        },
        notTaken: [],
      });
    expect(await settingsOf(new Blob(['<svg><desc>a drawing</desc></svg>'], { type: 'image/svg+xml' }))).toBeNull();
  });

  it('cut anywhere, a file tells what it tells or nothing, and never throws', async () => {
    for (const { type, file } of golden.files) {
      const bytes = bytesOf(file);
      for (let end = 0; end < bytes.length; end += 37) {
        const told = await settingsOf(new Blob([bytes.subarray(0, end)], { type }));
        expect(told === null || typeof told.program === 'string').toBe(true);
      }
    }
  });

  it('a thousand packed texts together unpack to no more than one may', async () => {
    const bomb = new Uint8Array(
      await new Response(
        new Blob([new Uint8Array(16 * 2 ** 20)]).stream().pipeThrough(new CompressionStream('deflate')),
      ).arrayBuffer(),
    );
    const head = bytesOf(golden.files.find(({ name }) => name === 'PNG, tEXt')?.file ?? '').subarray(0, 33);
    const parts: BlobPart[] = [head];
    for (let i = 0; i < 1000; i++) {
      const data = Buffer.concat([Buffer.from(`key${i}\0\0`), bomb]);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(data.length);
      parts.push(length, Buffer.from('zTXt'), data, Buffer.alloc(4));
    }
    const before = performance.now();
    const texts = await pictureTexts(new Blob(parts, { type: 'image/png' }));
    expect(texts.length).toBeLessThanOrEqual(2);
    expect(performance.now() - before).toBeLessThan(30_000);
  });

  it('what is no file is refused by name; other files tell nothing', async () => {
    await expect(settingsOf('x.png')).rejects.toMatchObject({ code: 'bad-input' });
    expect(await settingsOf(new Blob([]))).toBeNull();
    expect(await settingsOf(new Blob(['Created with GIMP'], { type: 'text/plain' }))).toBeNull();
    expect(await settingsOf(new Blob(['a\nSteps: 3, Sampler: LCM, Seed: 4'], { type: 'text/plain' }))).toMatchObject({
      request: { prompt: 'a', steps: 3, sampler: 'lcm', seed: 4 },
    });
  });
});

it('the eight bytes that name an encoding are no part of the text, whatever stands behind them', () => {
  for (const code of ['UNICODE\0', 'ASCII\0\0\0', 'JIS\0\0\0\0\0', '\0'.repeat(8)])
    expect(userComment(new TextEncoder().encode(`${code}a lamp`)), code).toBe('a lamp');
});
