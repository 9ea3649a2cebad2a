import { expect, it } from 'vitest';
import { fileOf, keptFile, keptFiles } from './keptFile.ts';

const file = new Blob([Uint8Array.of(0, 255, 7)], { type: 'image/png' });

it('gives back the bytes and the type of a file', async () => {
  const back = fileOf(structuredClone(await keptFile(file)));
  expect(back.type).toBe('image/png');
  expect([...new Uint8Array(await back.arrayBuffer())]).toEqual([0, 255, 7]);
});

it('gives an older entry as it is, and nothing for none', () => {
  expect(fileOf(file)).toBe(file);
  expect(fileOf(undefined)).toBeUndefined();
});

it('keeps several under their keys', async () => {
  const kept = await keptFiles(new Map([['paper:1', file]]));
  expect(kept).toEqual([['paper:1', { bytes: await file.arrayBuffer(), type: 'image/png' }]]);
});
