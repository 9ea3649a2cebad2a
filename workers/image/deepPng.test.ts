import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { readDeepPng } from './deepPng.ts';
import { resizePlane } from './resizePlane.ts';

const golden = readGolden('deep-png');
const files = golden.cases.filter(({ kind }) => kind === 'file');
const bytesOf = (name: string): Uint8Array<ArrayBuffer> =>
  golden.tensor(files.find((each) => each.name === name)?.inputs['file']).data.slice() as Uint8Array<ArrayBuffer>;
const read = (bytes: Uint8Array<ArrayBuffer>) => readDeepPng(new Blob([bytes]));

it.each(files)('reads every bit of what $name wrote', async ({ inputs, outputs }) => {
  const plane = await read(golden.tensor(inputs['file']).data as Uint8Array<ArrayBuffer>);
  const { shape, data } = golden.tensor(outputs['pixels']);
  expect([plane?.height, plane?.width]).toEqual(shape);
  expect(plane?.data).toEqual(Float32Array.from(data, (value) => value / 257));
});

/** A chunk; its checksum is nobody's business. */
function chunk(name: string, content: Uint8Array | readonly number[]): number[] {
  const length = content.length;
  return [length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255, ...Buffer.from(name), ...content, 0, 0, 0, 0];
} // prettier-ignore

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const header = (width: number, height: number, [depth, colours, interlace]: readonly number[] = [16, 0, 0]): number[] =>
  chunk('IHDR', [width >>> 24, (width >> 16) & 255, (width >> 8) & 255, width & 255, 0, 0, height >> 8, height & 255, depth, colours, 0, 0, interlace]); // prettier-ignore
const file = (head: readonly number[], pixels: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...SIGNATURE,
    ...head,
    ...chunk('IDAT', deflateSync(Uint8Array.from(pixels))),
    ...chunk('IEND', []),
  ]);

it('65535 is 255, 257 is 1; the other kinds of PNG and other files are somebody else’s', async () => {
  expect([...((await read(file(header(2, 1), [0, 255, 255, 1, 1])))?.data ?? [])]).toEqual([255, 1]);
  for (const kind of [
    [8, 0, 0], // 8 bits
    [16, 2, 0], // colours
    [16, 0, 1], // interlaced
  ] as [number, number, number][]) {
    expect(await read(file(header(2, 1, kind), [0, 255, 255, 1, 1]))).toBeNull();
  }
  for (const other of [[], [1, 2, 3], SIGNATURE]) expect(await read(Uint8Array.from(other))).toBeNull();
});

describe('damage is named, and nothing large is made of a lie', () => {
  it.each([
    ['no pixels', file(header(0, 1), []), 'no pixels'],
    ['a gigantic size', file(header(0x7fffffff, 9000), []), 'too many'],
    ['pixels missing', file(header(2, 1), [0, 255]), 'pixels are missing'],
    ['pixels left over', file(header(1, 1), [0, 1, 2, 3]), 'more than its pixels'],
    ['an unknown filter', file(header(1, 1), [5, 1, 2]), 'filter 5'],
    ['no end', file(header(1, 1), [0, 1, 2]).slice(0, -12), 'ends early'],
    ['garbage for pixels', Uint8Array.from([...SIGNATURE, ...header(1, 1), ...chunk('IDAT', [9, 9, 9]), ...chunk('IEND', [])]), 'unpacked'],
    ['a chunk too long', Uint8Array.from([...SIGNATURE, ...header(1, 1), 0xff, 0xff, 0xff, 0xff, ...Buffer.from('IDAT'), 0, 0, 0, 0]), 'reaches beyond'],
  ])('%s', async (_what, bytes, message) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(message) });
  }); // prettier-ignore

  it('cut off anywhere it is refused, or is no PNG any more', async () => {
    const whole = bytesOf('pillow');
    for (let length = 0; length < whole.length - 12; length += 41) {
      const cut = await read(whole.slice(0, length)).catch((error: unknown) => (error as { code: string }).code);
      expect([null, 'bad-input']).toContain(cut);
    }
  });
});

it.each(golden.cases.filter(({ kind }) => kind === 'resize'))(
  'a plane $name as OpenCV',
  ({ inputs, outputs, ...options }) => {
    const [from, to] = [golden.tensor(inputs['plane']), golden.tensor(outputs['plane'])];
    const plane = { width: from.shape[1], height: from.shape[0], data: from.data as Float32Array<ArrayBuffer> };
    const out = resizePlane(plane, to.shape[1], to.shape[0], options['mode'] as 'area');
    expect(out.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - to.data[i])), 0)).toBeLessThan(1e-3);
  },
);
