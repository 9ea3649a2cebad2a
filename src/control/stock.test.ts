import { expect, it } from 'vitest';
import { keepPicture, pictureOf, prunePictures } from './stock.ts';

it('keeps what is referred to and the last few that are not', () => {
  const ids = Array.from({ length: 20 }, (_, i) => keepPicture({ width: i + 1, height: 1 } as ImageData, '').id);
  const first = ids[0];
  prunePictures([first]);
  expect(pictureOf(first)).not.toBeNull();
  expect(pictureOf(ids[1])).toBeNull();
  expect(pictureOf(ids[19])).not.toBeNull();
  expect(ids.filter((id) => pictureOf(id)).length).toBe(9);
  expect(pictureOf(undefined)).toBeNull();
});
