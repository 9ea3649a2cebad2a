import { expect, it } from 'vitest';
import { crc32, withText } from './png.ts';

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
