import { expect, it } from 'vitest';
import { MAX_RECENT, picturesAtHand, withRecent } from './recent.ts';
import type { Recent } from '../state/jobTypes.ts';

const picture = (id: number, side: number): Recent => ({
  id: `${id}`,
  group: 'g',
  words: '',
  seed: 1,
  width: side,
  height: side,
});
const strip = (count: number, side: number): readonly Recent[] =>
  Array.from({ length: count }, (_, id) => picture(id, side)).reduce<readonly Recent[]>(withRecent, []);

it.each([
  [128, MAX_RECENT],
  [1024, MAX_RECENT],
  [2048, 10],
  [8192, 1],
])('the strip of pictures of %d px holds %d', (side, count) => {
  expect(strip(60, side)).toHaveLength(count);
  expect(strip(60, side)[0]?.id).toBe('59');
});

it('a picture that is there already moves to the front', () => {
  expect(withRecent(strip(3, 64), picture(0, 64)).map(({ id }) => id)).toEqual(['0', '2', '1']);
});

it('what the strip let go is at hand as long as it is shown', () => {
  const shown = { groups: [], recent: strip(2, 64), result: { id: 'old' }, view: { kind: 'picture' } } as const;
  expect([...picturesAtHand(shown)]).toEqual(['1', '0', 'old']);
});
