// A sketch on paper, photographed: askew, in bad light; and what there is where there is no camera.
import { expect, test } from './fixtures.ts';
import { png } from './files.ts';
import type { Studio } from './studio.ts';

test.use({ engine: false });

const SIDE = 320;
const DEGREES = 5;

/** A frame and its diagonal, drawn with a pencil, turned, on grainy paper in the shadow of whoever takes the photo. */
function photo(x: number, y: number): number {
  const turn = (DEGREES * Math.PI) / 180;
  const [dx, dy] = [x - SIDE / 2, y - SIDE / 2];
  const [u, v] = [dx * Math.cos(turn) + dy * Math.sin(turn), dy * Math.cos(turn) - dx * Math.sin(turn)];
  const frame = Math.abs(Math.max(Math.abs(u), Math.abs(v)) - 100) < 2.5;
  const diagonal = Math.abs(u - v) < 3 && Math.abs(u) < 100;
  const light = 225 - 120 * (x / SIDE) - 20 * (y / SIDE) + ((x * 7 + y * 13) % 6);
  return light * (frame || diagonal ? 0.4 : 1);
}

const SKETCH = { name: 'sketch.png', mimeType: 'image/png', buffer: png(SIDE, SIDE, photo) };

/** How dark the paper is at a place, 0 to 255. */
const greyAt = (studio: Studio, x: number, y: number): Promise<number> =>
  studio
    .at('draw-paper')
    .evaluate(
      (canvas: HTMLCanvasElement, [x, y]) =>
        canvas.getContext('2d')!.getImageData(x * canvas.width, y * canvas.height, 1, 1).data[0] ?? 0,
      [x, y],
    );

test('a photographed sketch is cleaned up: shadow and grain go, and it is straightened; undo brings the photo back', async ({
  studio,
  page,
}) => {
  const blank = await greyAt(studio, 0.95, 0.95);
  await studio.at('upload').setInputFiles(SKETCH);
  await expect.poll(() => greyAt(studio, 0.95, 0.95)).toBeLessThan(blank - 30); // the shadow
  const before = await studio.shown('draw-paper');
  await page.getByTestId('layers-toggle').click();
  await expect(page.getByTestId('layer-name'), 'the picture is being read').toHaveCount(2);
  await page.getByTestId('layer-name').last().click();
  await page.getByTestId('layer-clean').click();
  await expect(studio.at('notice')).toContainText(`straightened by ${DEGREES}°`, { timeout: 60_000 });

  // The frame's upright side is at (160 + 100) / 320 = 0.8125 all the way down; askew it would be at 0.785 to 0.84.
  for (const y of [0.25, 0.5, 0.75]) {
    const row = await Promise.all([0.8, 0.8125, 0.825].map((x) => greyAt(studio, x, y)));
    expect(Math.min(...row), `the frame at ${y}`).toBeLessThan(110);
  }
  // Paper is paper again, in the shadow too.
  for (const [x, y] of [
    [0.95, 0.95],
    [0.05, 0.05],
    [0.7, 0.4],
  ] as const)
    expect(await greyAt(studio, x, y)).toBeGreaterThan(blank - 8);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(before);
});

test('a sheet without lines says that there are none', async ({ studio, page }) => {
  const empty = png(SIDE, SIDE, (x, y) => 200 - 60 * (x / SIDE) + ((x * 7 + y * 13) % 5));
  await studio.at('upload').setInputFiles({ ...SKETCH, buffer: empty });
  await page.getByTestId('layers-toggle').click();
  await expect(page.getByTestId('layer-name'), 'the picture is being read').toHaveCount(2);
  await page.getByTestId('layer-name').last().click();
  await page.getByTestId('layer-clean').click();
  await expect(studio.at('notice')).toContainText('No lines were found', { timeout: 60_000 });
});

test('without a camera a photo can be chosen', async ({ studio, page }) => {
  const before = await studio.shown('draw-paper');
  await page.getByTestId('camera').click();
  await expect(page.getByTestId('camera-dialog')).toContainText('No camera is available.');
  await expect(page.getByTestId('camera-shoot')).toBeDisabled();
  await page.getByTestId('camera-file').setInputFiles(SKETCH);
  await expect(page.getByTestId('camera-dialog')).toBeHidden();
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(before);
});
