import { expect, it } from 'vitest';
import { isCut } from './imageFile.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (char) => char.charCodeAt(0)) : part)),
  );

const png = bytes(
  [0x89],
  'PNG\r\n\x1a\n',
  [0, 0, 0, 2],
  'IDAT',
  [1, 2],
  [0, 0, 0, 0],
  [0, 0, 0, 0],
  'IEND',
  [0, 0, 0, 0],
);
// SOI; APP1 of 6 bytes that holds a thumbnail's end (FF D9); a scan; its data; EOI.
const jpeg = bytes(
  [0xff, 0xd8],
  [0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9],
  [0xff, 0xda, 0, 3, 1],
  [7, 7, 7],
  [0xff, 0xd9],
);
const webp = bytes('RIFF', [8, 0, 0, 0], 'WEBP', [1, 2, 3, 4]);

it.each([
  ['PNG', png],
  ['JPEG', jpeg],
  ['WebP', webp],
])('a %s is whole at its full length and cut at any shorter one', (_name, file) => {
  expect(isCut(file)).toBe(false);
  expect(isCut(bytes([...file], 'what a phone appends'))).toBe(false);
  for (let length = 12; length < file.length - 4; length++) expect(isCut(file.subarray(0, length))).toBe(true);
});

it('formats without a check pass', () => {
  expect(isCut(bytes('GIF89a'))).toBe(false);
  expect(isCut(bytes('<svg>'))).toBe(false);
  expect(isCut(bytes())).toBe(false);
});
