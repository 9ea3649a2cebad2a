import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readHeader } from './imageHeader.ts';

interface Golden {
  readonly width: number;
  readonly height: number;
  readonly cases: readonly { readonly name: string; readonly animated: boolean; readonly file: string }[];
}
const golden = JSON.parse(
  readFileSync(new URL('../../python/golden/fixtures/image-files.json', import.meta.url), 'utf8'),
) as Golden;
const { width, height } = golden;
const files = golden.cases.map((each) => ({ ...each, bytes: new Uint8Array(Buffer.from(each.file, 'base64')) }));

it.each(files)('$name: sides and frames as Pillow wrote them', ({ bytes, animated }) => {
  expect(readHeader(bytes)).toEqual({ width, height, animated });
});

it.each(files)('$name: cut anywhere, it says the truth or nothing', ({ bytes }) => {
  for (let length = 0; length < bytes.length; length++) {
    const header = readHeader(bytes.slice(0, length));
    if (header) expect([header.width, header.height]).toEqual([width, height]);
  }
});

it('what is no picture has no header', () => {
  for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'hello, this is text and long enough']) {
    expect(readHeader(new TextEncoder().encode(text))).toBeNull();
  }
});
