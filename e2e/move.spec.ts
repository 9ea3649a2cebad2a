// The move tool: pictures and drawings are moved, scaled and turned with mouse, fingers and keys.
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { png } from './files.ts';
import type { Path, Studio } from './studio.ts';

test.use({ engine: false });

/** Dark in its top left quarter. */
const CORNER = {
  name: 'corner.png',
  mimeType: 'image/png',
  buffer: png(64, 64, (x, y) => (x < 32 && y < 32 ? 0 : 255)),
};

const isDark = (studio: Studio, x: number, y: number): Promise<boolean> =>
  studio
    .at('draw-paper')
    .evaluate(
      (canvas: HTMLCanvasElement, [x, y]) =>
        (canvas.getContext('2d')!.getImageData(x * canvas.width, y * canvas.height, 1, 1).data[0] ?? 0) < 128,
      [x, y],
    );

async function withPicture(studio: Studio): Promise<void> {
  await studio.at('upload').setInputFiles(CORNER);
  await expect.poll(() => isDark(studio, 0.25, 0.25)).toBe(true);
  await studio.page.keyboard.press('v');
  await expect(studio.page.getByTestId('move-handles')).toBeVisible();
}

/** Drags a handle by shares of the paper. */
async function dragHandle(
  { page, at }: { page: Page; at: Studio['at'] },
  name: string,
  dx: number,
  dy: number,
): Promise<void> {
  const paper = (await at('draw-canvas').boundingBox())!;
  const box = (await page.getByTestId(`move-${name}`).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx * paper.width, y + dy * paper.height, { steps: 4 });
  await page.mouse.up();
}

test('a picture is dragged, scaled by a corner and turned, each one step back', async ({ studio, page }) => {
  await withPicture(studio);
  const first = await studio.shown('draw-paper');
  await studio.draw([
    [0.6, 0.4],
    [0.85, 0.4],
  ]);
  await expect.poll(() => isDark(studio, 0.1, 0.25)).toBe(false);
  expect(await isDark(studio, 0.7, 0.25)).toBe(true);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(first);

  await dragHandle({ page, at: (id) => studio.at(id) }, 'cornerBottomRight', -0.5, -0.5);
  await expect.poll(() => isDark(studio, 0.4, 0.4)).toBe(false);
  expect(await isDark(studio, 0.2, 0.2)).toBe(true);
  // Its handle has come along: half a paper wide, the ratio kept though only one side is dragged.
  await dragHandle({ page, at: (id) => studio.at(id) }, 'cornerBottomRight', 0.5, 0.5);
  await expect.poll(() => isDark(studio, 0.4, 0.4)).toBe(true);

  // From above its middle to the right of it: the dark quarter is at the top right now.
  await dragHandle({ page, at: (id) => studio.at(id) }, 'turnHandle', 0.47, 0.47);
  await expect.poll(() => isDark(studio, 0.75, 0.25)).toBe(true);
  expect(await isDark(studio, 0.25, 0.25)).toBe(false);
  const turned = await studio.shown('draw-paper');
  await studio.at('undo').click();
  await expect.poll(() => isDark(studio, 0.25, 0.25)).toBe(true);
  await studio.at('redo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(turned);

  // The net sees it where it is seen, and it is still there after a reload.
  await page.reload();
  await expect.poll(() => studio.shown('draw-paper')).toBe(turned);
  await page.getByTestId('layers-toggle').click();
  await page.getByTestId('layer-name').last().click();
  await page.getByTestId('layer-fit').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(first);
});

test('arrow keys move it, scale it by a corner and turn it; a run of them is one step', async ({ studio, page }) => {
  await withPicture(studio);
  const first = await studio.shown('draw-paper');
  await studio.at('draw-canvas').focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press('Shift+ArrowRight');
  // 300 of 1024 units.
  await expect.poll(() => isDark(studio, 0.25, 0.25)).toBe(false);
  expect(await isDark(studio, 0.35, 0.25)).toBe(true);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(first);
  await page.getByTestId('move-cornerBottomRight').focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => isDark(studio, 0.48, 0.48)).toBe(false);
  await page.getByTestId('move-turnHandle').focus();
  for (let i = 0; i < 9; i++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => isDark(studio, 0.1, 0.1)).toBe(false);
});

test('what is drawn is moved too, and the pen goes on where it was', async ({ studio, page }) => {
  await withPicture(studio);
  await studio.at('tool-pen').click();
  const line: Path = [
    [0.6, 0.8],
    [0.9, 0.8],
  ];
  await studio.draw(line);
  await expect.poll(() => isDark(studio, 0.75, 0.8)).toBe(true);
  await page.keyboard.press('v');
  await expect(page.getByTestId('move-handles')).toBeVisible();
  // Off the line lies the picture: that is taken, and given back when the tool is put away.
  await studio.draw([
    [0.2, 0.2],
    [0.2, 0.4],
  ]);
  await expect.poll(() => isDark(studio, 0.25, 0.1)).toBe(false);
  await studio.at('tool-pen').click();
  await page.keyboard.press('v');
  await studio.draw([
    [0.75, 0.8],
    [0.75, 0.9],
  ]);
  await expect.poll(() => isDark(studio, 0.75, 0.8)).toBe(false);
  expect(await isDark(studio, 0.75, 0.9)).toBe(true);
});

test('a drawing of many strokes, painted aside after a move, looks as after a reload', async ({ studio, page }) => {
  const ticks = Array.from({ length: 80 }, (_, i): Path => {
    const [x, y] = [0.1 + 0.06 * (i % 10), 0.1 + 0.06 * Math.floor(i / 10)];
    return [
      [x, y],
      [x + 0.04, y + 0.03],
    ];
  });
  await studio.draw(...ticks);
  await page.keyboard.press('v');
  await studio.draw([
    [0.4, 0.3],
    [0.5, 0.45],
  ]);
  // While the moved ones are being painted.
  await page.keyboard.press('b');
  await studio.draw([
    [0.1, 0.95],
    [0.9, 0.95],
  ]);
  await expect.poll(() => isDark(studio, 0.5, 0.95)).toBe(true);
  expect(await isDark(studio, 0.22, 0.265)).toBe(true);
  expect(await isDark(studio, 0.12, 0.115)).toBe(false);
  await page.waitForTimeout(500);
  const after = await studio.shown('draw-paper');
  await page.reload();
  await expect.poll(() => studio.shown('draw-paper')).toBe(after);
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('two on the picture scale and move it', async ({ studio, page, context }) => {
    await withPicture(studio);
    const devtools = await context.newCDPSession(page);
    const touch = await fingers(studio, devtools);
    await touch('touchStart', [0.2, 0.2], [0.6, 0.6]);
    for (const share of [0.25, 0.5, 0.75, 1])
      await touch('touchMove', [0.2, 0.2], [0.6 - 0.2 * share, 0.6 - 0.2 * share]);
    await touch('touchEnd');
    // Half as large around the first finger, at 0.2: the dark quarter goes from 0.1 to 0.35.
    await expect.poll(() => isDark(studio, 0.05, 0.05)).toBe(false);
    expect(await isDark(studio, 0.3, 0.3)).toBe(true);
    expect(await isDark(studio, 0.4, 0.4)).toBe(false);
    await expect(page.getByTestId('zoom-bar')).toBeHidden();
    await studio.at('undo').click();
    await expect.poll(() => isDark(studio, 0.05, 0.05)).toBe(true);
  });
});

async function fingers(studio: Studio, devtools: CDPSession) {
  const box = (await studio.at('draw-canvas').boundingBox())!;
  return (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: (readonly [number, number])[]): Promise<unknown> =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map(([x, y], id) => ({ x: box.x + x * box.width, y: box.y + y * box.height, id })),
    });
}
