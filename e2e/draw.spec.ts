// The drawing: strokes, tools, history, pictures from outside, and that nothing is lost.
import { expect, test } from './fixtures.ts';
import { circle, HOUSE } from './studio.ts';
import { png } from './files.ts';

test.use({ engine: false });

test('draws strokes, undoes, redoes and clears them', async ({ studio }) => {
  const empty = await studio.shown('draw-paper');
  await studio.draw(circle(0.4, 0.4, 0.2));
  const one = await studio.shown('draw-paper');
  expect(one).not.toBe(empty);
  await studio.draw(circle(0.7, 0.7, 0.1));
  const two = await studio.shown('draw-paper');
  expect(two).not.toBe(one);

  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(one);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(empty);
  await studio.at('redo').click();
  await studio.at('redo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(two);
  await studio.at('clear').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(empty);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(two);
});

test('erases what the pen drew', async ({ studio }) => {
  const line = [
    [0.3, 0.5],
    [0.7, 0.5],
  ] as const;
  await studio.draw(line);
  await expect.poll(() => studio.inkedPixels()).toBeGreaterThan(500);
  await studio.at('tool-eraser').click();
  await studio.at('brush-size').fill('120');
  await studio.draw([
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  await expect.poll(() => studio.inkedPixels()).toBe(0);
  await studio.at('tool-pen').click();
  await studio.draw(line);
  await expect.poll(() => studio.inkedPixels()).toBeGreaterThan(500);
});

test('lays an uploaded picture on the paper', async ({ studio }) => {
  const empty = await studio.shown('draw-paper');
  const picture = {
    name: 'ring.png',
    mimeType: 'image/png',
    buffer: png(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 0 : 255)),
  };
  await studio.at('upload').setInputFiles(picture);
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(empty);
});

test('finds the drawing and the words again after a reload', async ({ studio }) => {
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('a red house');
  const before = await studio.shown('draw-paper');
  await studio.page.reload();
  await expect.poll(() => studio.shown('draw-paper')).toBe(before);
  await expect(studio.at('prompt')).toHaveValue('a red house');
});
