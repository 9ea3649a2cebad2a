import { expect, it } from 'vitest';
import { exactSides, notesOf, readPicture } from './pictureFile.ts';

it('says nothing of an ordinary picture', () => {
  expect(notesOf({ width: 2048, height: 900, animated: false }, 2048)).toEqual([]);
});

it('says that a wide picture was scaled, and to what', () => {
  expect(notesOf({ width: 20000, height: 3000, animated: false }, 2048)).toEqual([
    'It was scaled from 20000 × 3000 to 2048 × 307 pixels.',
  ]);
  expect(notesOf({ width: 20000, height: 2, animated: false }, 2048)).toEqual([
    'It was scaled from 20000 × 2 to 2048 × 1 pixels.',
  ]);
});

it('says that only the first frame is used', () => {
  expect(notesOf({ width: 10, height: 10, animated: true }, 2048)).toEqual([
    'It is animated: its first frame is used.',
  ]);
});

it('refuses a picture beyond all reason before it is decoded', async () => {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452' + '00004e20'.repeat(2) + '0800000000', 'hex');
  await expect(readPicture(new Blob([header]), 2048)).rejects.toMatchObject({
    code: 'bad-input',
    message: 'The picture has 20000 × 20000 pixels, more than 150 million.',
  });
});

it.each([
  ['rounded up', [1537, 2048], [1536, 2048], [1536, 2048]],
  ['laid on the side that is the shorter one once it is turned', [2048, 2731], [1536, 2048], [1536, 2048]],
  ['right', [2048, 1365], [2048, 1365], null],
  ['cut by its file to other proportions than its header says', [2048, 1024], [2048, 1365], null],
] as const)('a picture that the browser made %s is asked for with both sides, or not again', (_, made, want, asked) => {
  const sides = ([width, height]: readonly [number, number]) => ({ width, height });
  expect(exactSides(sides(made), sides(want))).toEqual(asked && { resizeWidth: asked[0], resizeHeight: asked[1] });
});
