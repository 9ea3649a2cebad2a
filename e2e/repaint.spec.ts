// Pictures that begin with another picture: all of it anew, or a part of it.
import { expect, test } from './fixtures.ts';
import { openStart, openUnits } from './inspector.ts';
import { HOUSE, type Studio } from './studio.ts';

/** The finished picture's own pixels, as its PNG holds them. */
async function pictureBytes(studio: Studio): Promise<number[]> {
  const [download] = await Promise.all([studio.page.waitForEvent('download'), studio.at('download').click()]);
  const file = await download.path();
  const { readFileSync } = await import('node:fs');
  const url = `data:image/png;base64,${readFileSync(file).toString('base64')}`;
  return studio.page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(0, 0, bitmap.width, bitmap.height).data];
  }, url);
}

test('a picture from the last one: how much changes follows the strength', async ({ studio }) => {
  await openUnits(studio);
  await studio.at('steps').fill('4');
  await studio.draw(...HOUSE);
  await studio.generate();
  await studio.at('finish-painted').check(); // the engine's own pixels, and few of them
  const before = await pictureBytes(studio);
  await openStart(studio);
  await studio.at('start-result').click();
  await expect(studio.at('start-canvas')).not.toHaveAttribute('data-shown', '0');
  await studio.at('seed').fill('8');
  const change = async (strength: string): Promise<number> => {
    await studio.at('start-strength').fill(strength);
    await studio.generate();
    const after = await pictureBytes(studio);
    return after.reduce((sum, value, i) => sum + Math.abs(value - before[i]), 0) / after.length;
  };
  const [little, much] = [await change('0.3'), await change('0.95')];
  expect(little).toBeLessThan(much);

  // The drawing as it is seen, in place of the picture.
  const shown = await studio.at('start-canvas').getAttribute('data-shown');
  await studio.at('start-drawing').click();
  await expect(studio.at('start-canvas')).not.toHaveAttribute('data-shown', shown ?? '');
  await expect(studio.at('start-drawing')).toHaveAttribute('aria-pressed', 'true');
});

test('inpaint: what is not painted stays as it is, to the bit', async ({ studio, page }) => {
  await openUnits(studio);
  await studio.at('prompt').fill('house');
  await studio.generate();
  // Pixel by pixel: as the model paints it.
  await studio.at('finish-painted').check({ force: true });
  const before = await pictureBytes(studio);
  await openStart(studio);
  await studio.at('start-result').click();
  await studio.at('mask-on').check();
  await expect(studio.at('mask-empty')).toBeVisible();
  const canvas = studio.at('mask-canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  await studio.at('mask-size').fill('300');
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.25);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.35, box.y + box.height * 0.25, { steps: 4 });
  await page.mouse.up();
  await expect(studio.at('mask-empty')).toBeHidden();
  // By keys: from the middle a long way to the right, with the brush down.
  await canvas.focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press(' ');
  await studio.at('seed').fill('99');
  await studio.at('start-strength').fill('1');
  await studio.generate();
  const after = await pictureBytes(studio);
  const differs = (x: number, y: number): boolean =>
    [0, 1, 2].some((c) => before[4 * (y * 128 + x) + c] !== after[4 * (y * 128 + x) + c]);
  let [inside, outside] = [0, 0];
  for (let y = 0; y < 128; y++) {
    for (let x = 0; x < 128; x++) {
      if (!differs(x, y)) continue;
      const [cx, cy] = [x + 0.5, y + 0.5];
      const hand = Math.hypot(cx - Math.max(32, Math.min(45, cx)), cy - 32) < 21;
      const keys = Math.hypot(cx - Math.max(64, Math.min(73, cx)), cy - 64) < 21;
      if (hand || keys) inside++;
      else outside++;
    }
  }
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(500);

  // With a feather the edge is soft: it reaches beyond what is painted, and no farther than three times its width.
  await studio.at('mask-blur').fill('4');
  await studio.at('seed').fill('100');
  await studio.generate();
  const soft = await pictureBytes(studio);
  const [byHand, byKeys] = [
    (x: number, y: number) => Math.hypot(x - Math.max(32, Math.min(45, x)), y - 32),
    (x: number, y: number) => Math.hypot(x - Math.max(64, Math.min(73, x)), y - 64),
  ];
  const far = Array.from({ length: 128 * 128 }, (_, i) => i)
    .filter((i) => [0, 1, 2].some((c) => soft[4 * i + c] !== after[4 * i + c]))
    .map((i) => Math.min(...[byHand, byKeys].map((distance) => distance((i % 128) + 0.5, Math.floor(i / 128) + 0.5))));
  expect(Math.max(...far)).toBeGreaterThan(23);
  expect(Math.max(...far)).toBeLessThan(19 + 12 + 2);
  await studio.at('mask-blur').fill('0');

  // Inverted, the rest is repainted and the painted part stays; undo takes it back.
  await studio.at('mask-invert').click();
  // The start is the newest picture by now: it follows.
  await studio.generate();
  const rest = await pictureBytes(studio);
  const at = (x: number, y: number, from: number[]): number[] => from.slice(4 * (y * 128 + x), 4 * (y * 128 + x) + 3);
  expect(at(36, 32, rest)).toEqual(at(36, 32, soft));
  expect(at(66, 64, rest)).toEqual(at(66, 64, soft));
  expect(rest).not.toEqual(soft);
  await studio.at('mask-undo').click();
  await studio.at('mask-clear').click();
  await expect(studio.at('mask-empty')).toBeVisible();
  await studio.at('mask-undo').click();
  await expect(studio.at('mask-empty')).toBeHidden();

  // Escape gives the paper its place back. From the picture itself another mask is begun, which leaves this one as it was.
  await page.keyboard.press('Escape');
  await expect(studio.at('draw-canvas')).toBeVisible();
  await studio.at('picture-repaint').click();
  await expect(studio.at('mask-empty')).toBeVisible();
  await studio.at('mask-done').click();
  await studio.at('mask-open').click();
  await expect(studio.at('mask-canvas')).toBeVisible();
  await expect(studio.at('mask-empty')).toBeHidden();
});
