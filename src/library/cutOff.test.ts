import { describe, expect, it } from 'vitest';
import { parseCutOff } from './cutOff.ts';

describe('parseCutOff', () => {
  const good = { words: 'a cat', pages: ['{}'], jobs: [{ page: 0, seed: 4294967295 }] };

  it('reads what was written', () => {
    expect(parseCutOff(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  it('leaves out jobs that make no sense, and is nothing without a sound one', () => {
    const jobs = [{ page: 1, seed: 1 }, { page: 0, seed: -1 }, { page: 0, seed: 1.5 }, null, { page: 0, seed: 7 }];
    expect(parseCutOff({ ...good, jobs })?.jobs).toEqual([{ page: 0, seed: 7 }]);
    expect(parseCutOff({ ...good, jobs: jobs.slice(0, 4) })).toBeNull();
    for (const value of [null, [], 'x', { ...good, pages: [1] }, { ...good, words: 3 }]) {
      expect(parseCutOff(value)).toBeNull();
    }
  });
});
