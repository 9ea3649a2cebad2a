// Live: the picture follows the drawing.
import { expect, test } from './fixtures.ts';
import { circle, HOUSE, type Path, type Studio } from './studio.ts';

const ROOF: Path = [
  [0.2, 0.3],
  [0.5, 0.1],
  [0.8, 0.3],
];

/** Waits until the live picture of what is drawn now is finished. */
async function settled(studio: Studio): Promise<void> {
  await expect(studio.at('live')).toHaveAttribute('data-status', 'draws', { timeout: 30_000 });
  await expect(studio.at('live')).toHaveAttribute('data-status', 'rests', { timeout: 60_000 });
}

test('each stroke changes the picture, with one seed and without Generate', async ({ studio }) => {
  await studio.api();
  await studio.at('prompt').fill('house');
  await studio.at('seed').fill('5');
  await studio.at('live').click();
  await settled(studio);
  const words = await studio.shown('result-canvas');

  await studio.draw(...HOUSE);
  await settled(studio);
  const first = await studio.shown('result-canvas');
  expect(first).not.toBe(words);
  await expect(studio.at('facts')).toContainText('seed 5');
  await expect(studio.at('live-note')).toContainText(/Follows (your hand|each finished stroke)/);
  await expect(studio.at('cancel')).toBeHidden();

  await studio.draw(ROOF);
  await settled(studio);
  expect(await studio.shown('result-canvas')).not.toBe(first);
  await studio.at('undo').click();
  await settled(studio);
  expect(await studio.shown('result-canvas'), 'the same drawing, words and seed').toBe(first);

  // Of all these pictures one is kept.
  await studio.at('live').click();
  await expect(studio.at('live')).toHaveAttribute('aria-checked', 'false');
  await expect(studio.at('download')).toBeEnabled();
  expect(await studio.at('recent').count()).toBeLessThanOrEqual(1);
  await studio.draw(circle(0.5, 0.5, 0.2));
  await expect(studio.at('live')).toHaveAttribute('data-status', 'rests');
});

test('while the hand moves the picture follows, unless the machine is too slow for that', async ({ studio, page }) => {
  await studio.api();
  await studio.at('prompt').fill('house');
  await studio.at('live').click();
  await settled(studio);
  const box = (await studio.at('draw-canvas').boundingBox())!;
  const before = await studio.shown('result-canvas');
  const seen = await studio.watchResult();
  await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.3 * box.height);
  await page.mouse.down();
  const start = Date.now();
  // A stroke that takes its time, as hands do.
  for (const [x, y] of circle(0.5, 0.5, 0.3, 120)) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    await page.waitForTimeout(40);
  }
  const spent = Date.now() - start;
  const pictures = await seen();
  const pace = await studio.at('live').getAttribute('data-pace');
  if (pace === 'drawing') expect(pictures, `pictures in ${spent} ms`).toBeGreaterThanOrEqual(3);
  else expect(await studio.shown('result-canvas')).toBe(before);
  await page.mouse.up();
  await settled(studio);
  expect(await studio.shown('result-canvas')).not.toBe(before);
});

test('Generate makes the same picture in full, before anything live; scripts get theirs too', async ({ studio }) => {
  await studio.api();
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('seed').fill('5');
  await studio.at('live').click();
  await settled(studio);
  const [, picture] = await Promise.all([studio.draw(ROOF), studio.make({ prompt: 'ball', steps: 1 })]);
  expect(picture.data.length).toBeGreaterThan(0);
  const full = await studio.generate();
  await expect(studio.at('facts')).toContainText('seed 5');
  await studio.at('live').click();
  expect(await studio.generate()).toBe(full);
});

test('a finished live picture is kept on demand, and no other', async ({ studio }) => {
  await studio.api();
  await studio.draw(...HOUSE);
  await studio.at('live').click();
  await settled(studio);
  await studio.at('live-keep').click();
  await expect(studio.at('live-keep')).toBeDisabled();
  await studio.draw(ROOF);
  await settled(studio);
  await studio.draw(circle(0.5, 0.6, 0.1));
  await settled(studio);
  await studio.at('live-keep').click();
  await expect(studio.at('recent')).toHaveCount(2);
});
