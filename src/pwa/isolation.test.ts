import { describe, expect, it } from 'vitest';
import { type Circumstances, wantsReload } from './isolation.ts';

const fresh: Circumstances = { isolated: false, workers: true, tried: false, framed: false, busy: false };

describe('wantsReload', () => {
  it('reloads once where it brings threads', () => {
    expect(wantsReload(fresh)).toBe(true);
  });

  it.each([
    ['the server sends the headers', { isolated: true }],
    ['the browser has no workers', { workers: false }],
    ['it was tried before', { tried: true }],
    ['it stands in a frame', { framed: true }],
    ['somebody began to work', { busy: true }],
  ])('leaves the page alone when %s', (_, change) => {
    expect(wantsReload({ ...fresh, ...change })).toBe(false);
  });
});
