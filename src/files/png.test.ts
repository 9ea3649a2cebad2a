import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32, readTexts, withLongText, withText } from './png.ts';

// The smallest PNG: 1 x 1, black.
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
);

/** Type and data of every chunk, with its CRC checked. */
function chunksOf(png: Uint8Array): { type: string; data: Uint8Array }[] {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const chunks: { type: string; data: Uint8Array }[] = [];
  for (let at = 8; at < png.length;) {
    const end = at + 8 + view.getUint32(at);
    expect(view.getUint32(end)).toBe(crc32(png.subarray(at + 4, end)));
    chunks.push({ type: String.fromCharCode(...png.subarray(at + 4, at + 8)), data: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

it('crc32 of "123456789" is the published check value', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

it('Latin-1 text becomes a tEXt chunk after the header', () => {
  const chunks = chunksOf(withText(PNG, 'parameters', 'café\nSteps: 8'));
  expect(chunks.map((chunk) => chunk.type)).toEqual(['IHDR', 'tEXt', 'IDAT', 'IEND']);
  expect(new TextDecoder('latin1').decode(chunks[1]?.data)).toBe('parameters\0café\nSteps: 8');
});

it('other text becomes an iTXt chunk in UTF-8', () => {
  const chunks = chunksOf(withText(PNG, 'parameters', '家, 🏠'));
  expect(chunks[1]?.type).toBe('iTXt');
  expect(new TextDecoder().decode(chunks[1]?.data)).toBe('parameters\0\0\0\0\0家, 🏠');
});

it('what is no PNG is refused', () => {
  expect(() => withText(new Uint8Array(40), 'a', 'b')).toThrow(RangeError);
});

const read = (png: Uint8Array<ArrayBuffer>): Promise<ReadonlyMap<string, string>> => readTexts(new Blob([png]));

it('texts come back, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), async (short, long) => {
      const png = await withLongText(withText(PNG, 'parameters', short.replaceAll('\0', '')), 'inkling', long);
      expect([...(await read(png))]).toEqual([
        ['inkling', long],
        ['parameters', short.replaceAll('\0', '')],
      ]);
    }),
    { numRuns: 50 },
  );
});

it('a zTXt chunk of another program is read', async () => {
  const data = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.from('caf\u00e9', 'latin1'))]);
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write('zTXt', 4, 'latin1');
  data.copy(chunk, 8);
  const png = Buffer.concat([PNG.subarray(0, 33), chunk, PNG.subarray(33)]);
  expect(await read(new Uint8Array(png))).toEqual(new Map([['Comment', 'café']]));
});

it('a bomb of a text is left out', async () => {
  const png = await withLongText(PNG, 'inkling', '0'.repeat(40 * 2 ** 20));
  expect(await read(png)).toEqual(new Map());
});

it('damaged files give texts or nothing, never an error', async () => {
  const whole = await withLongText(withText(PNG, 'parameters', 'Steps: 8'), 'inkling', '{}');
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.nat(255), fc.nat(whole.length), async (at, byte, end) => {
      const png = whole.slice(0, end);
      png[at] = byte;
      await read(png);
    }),
    { numRuns: 200 },
  );
});
