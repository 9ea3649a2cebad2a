import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pictureTexts, stealthTexts } from './pictureTexts.ts';
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
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));

describe('texts of picture files, as Pillow writes them', () => {
  it.each(golden.files)('$name', async ({ type, text, file }) => {
    const texts = await pictureTexts(new Blob([bytesOf(file)], { type }));
    expect(texts.map((each) => each.text)).toContain(text);
    expect(await readSettings(new Blob([bytesOf(file)], { type }))).toMatchObject({
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

  it('cut anywhere, a file tells what it tells or nothing, and never throws', async () => {
    for (const { type, file } of golden.files) {
      const bytes = bytesOf(file);
      for (let end = 0; end < bytes.length; end += 37) {
        const told = await readSettings(new Blob([bytes.subarray(0, end)], { type }));
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
    await expect(readSettings('x.png')).rejects.toMatchObject({ code: 'bad-input' });
    expect(await readSettings(new Blob([]))).toBeNull();
    expect(await readSettings(new Blob(['Created with GIMP'], { type: 'text/plain' }))).toBeNull();
    expect(await readSettings(new Blob(['a\nSteps: 3, Sampler: LCM, Seed: 4'], { type: 'text/plain' }))).toMatchObject({
      request: { prompt: 'a', steps: 3, sampler: 'lcm', seed: 4 },
    });
  });
});
