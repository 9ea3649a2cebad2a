import { expect, it } from 'vitest';
import { downloadText, jobText } from './jobText.ts';

it.each([
  [null, 'Making the map', null],
  [{ stage: 'download', loadedBytes: 3_120_000, totalBytes: 29_400_000 }, 'Downloading 3.1 MB of 29 MB', 3.12 / 29.4],
  [{ stage: 'download', loadedBytes: 50_000, totalBytes: 0 }, 'Downloading 0.1 MB', null],
  [{ stage: 'load', loadedBytes: 0, totalBytes: 0 }, 'Preparing the network', null],
  [{ stage: 'run', loadedBytes: 1, totalBytes: 4 }, 'Making the map', 0.25],
] as const)('%j is told as %s', (progress, text, share) => {
  expect(jobText(progress)).toEqual({ text, share: share === null ? null : expect.closeTo(share, 6) });
});

it('names who made the weights and under which licence', () => {
  const weights = { source: 'lllyasviel/Annotators', url: 'https://x', bytes: 1, licence: 'Apache-2.0' };
  const text = downloadText({ title: 'Soft edges' }, weights);
  for (const part of ['Soft edges', 'lllyasviel/Annotators', 'Apache-2.0', 'no checksum']) expect(text).toContain(part);
  expect(downloadText({ title: 'Soft edges' }, { ...weights, sha256: 'ab' })).not.toContain('checksum');
});
