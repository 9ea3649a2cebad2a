// The canvas: tools, view, layers, pictures to trace over.
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { png } from './files.ts';
import { circle, type Path, type Studio } from './studio.ts';

test.use({ engine: false });

const LINE: Path = [
  [0.2, 0.5],
  [0.8, 0.5],
];
const CORNERS: Path = [
  [0.3, 0.3],
  [0.7, 0.6],
];

/** The paper's colour at a place, as shares of its sides. */
const colourAt = (studio: Studio, x: number, y: number): Promise<number[]> =>
  studio.at('draw-paper').evaluate(
    (canvas: HTMLCanvasElement, [x, y]) => {
      const { data } = canvas.getContext('2d')!.getImageData(x * canvas.width, y * canvas.height, 1, 1);
      return [...data.subarray(0, 3)];
    },
    [x, y],
  );
const isDark = async (studio: Studio, x: number, y: number): Promise<boolean> =>
  (await colourAt(studio, x, y))[0] < 128;

test('line, rectangle and ellipse go from corner to corner', async ({ studio }) => {
  await studio.at('tool-rectangle').click();
  await studio.draw(CORNERS);
  expect(await isDark(studio, 0.5, 0.3)).toBe(true);
  expect(await isDark(studio, 0.3, 0.45)).toBe(true);
  expect(await isDark(studio, 0.5, 0.45)).toBe(false);
  await studio.at('undo').click();
  await studio.at('tool-ellipse').click();
  await studio.draw(CORNERS);
  await expect.poll(() => isDark(studio, 0.5, 0.3)).toBe(true);
  expect(await isDark(studio, 0.31, 0.31)).toBe(false);
  await studio.at('undo').click();
  await studio.at('tool-line').click();
  await studio.page.keyboard.down('Shift');
  await studio.draw([
    [0.2, 0.5],
    [0.8, 0.54],
  ]);
  await studio.page.keyboard.up('Shift');
  // Straight: level, not falling to 0.54.
  await expect.poll(() => isDark(studio, 0.75, 0.5)).toBe(true);
});

test('fills an area with a colour, which is no line, and picks it up again', async ({ studio }) => {
  await studio.draw(circle(0.5, 0.5, 0.25));
  await studio.at('colour').click();
  await studio.page.getByTestId('colour-red').click();
  await studio.at('tool-fill').click();
  await studio.draw([[0.5, 0.5]]);
  await expect.poll(() => colourAt(studio, 0.5, 0.5)).toEqual([229, 56, 59]);
  expect(await isDark(studio, 0.5, 0.1)).toBe(false);
  await studio.at('colour').click(); // the colours went as the hand came to the paper
  await studio.page.getByTestId('colour-ink').click();
  await studio.at('tool-pick').click();
  await studio.draw([[0.4, 0.5]]);
  await expect(studio.at('colour')).toHaveAccessibleName('Colour: Red');
  await studio.draw(LINE);
  await expect.poll(() => colourAt(studio, 0.25, 0.5)).toEqual([229, 56, 59]);
});

test('the brush follows the wheel and the keys, and its ring shows it', async ({ studio, page }) => {
  const slider = studio.at('brush-size');
  const before = Number(await slider.inputValue());
  await studio.at('draw-canvas').hover();
  const ring = page.getByTestId('brush-ring');
  await expect(ring).toBeVisible();
  const small = (await ring.boundingBox())!.width;
  await page.keyboard.down('Alt');
  for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Alt');
  await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(before);
  await expect.poll(async () => (await ring.boundingBox())!.width).toBeGreaterThan(small);
  const wide = Number(await slider.inputValue());
  await page.keyboard.press('[');
  await expect.poll(async () => Number(await slider.inputValue())).toBeLessThan(wide);
});

test('zooms to the cursor, moves the paper and comes back to the whole of it', async ({ studio, page }) => {
  await studio.draw(circle(0.75, 0.25, 0.05));
  const whole = await studio.shown('draw-paper');
  const box = (await studio.at('draw-canvas').boundingBox())!;
  await page.mouse.move(box.x + 0.75 * box.width, box.y + 0.25 * box.height);
  await page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect(page.getByTestId('zoom-bar')).toBeVisible();
  expect(parseInt(await page.getByTestId('zoom').innerText(), 10)).toBeGreaterThan(300);
  // The circle grew around the cursor.
  await expect.poll(() => isDark(studio, 0.75, 0.25)).toBe(false);
  expect(await studio.shown('draw-paper')).not.toBe(whole);

  // What is drawn now lies where the hand is.
  await studio.draw([
    [0.4, 0.8],
    [0.6, 0.8],
  ]);
  await expect.poll(() => isDark(studio, 0.5, 0.8)).toBe(true);
  await page.keyboard.down('Space');
  await studio.draw([
    [0.5, 0.8],
    [0.5, 0.6],
  ]);
  await page.keyboard.up('Space');
  await expect.poll(() => isDark(studio, 0.5, 0.6)).toBe(true);
  await studio.at('undo').click();
  await page.getByTestId('zoom-fit').click();
  await expect(page.getByTestId('zoom-bar')).toBeHidden();
  await expect.poll(() => studio.shown('draw-paper')).toBe(whole);
});

test('layers are added, hidden, ordered, named and deleted, and all of it can be undone', async ({ studio, page }) => {
  await studio.draw(LINE);
  const one = await studio.shown('draw-paper');
  await page.getByTestId('layers-toggle').click();
  await page.getByTestId('layer-add').click();
  await expect(page.getByTestId('layer')).toHaveCount(2);
  await studio.draw(circle(0.5, 0.5, 0.2));
  const two = await studio.shown('draw-paper');
  expect(two).not.toBe(one);

  // The eraser takes from the layer in hand only.
  await studio.at('tool-eraser').click();
  await studio.draw(LINE);
  expect(await isDark(studio, 0.25, 0.5)).toBe(true);
  await studio.at('undo').click();

  const top = page.getByTestId('layer').first();
  await page.getByTestId('layer-rename').fill('Moon');
  await page.getByTestId('layer-rename').press('Enter');
  await expect(top).toContainText('Moon');
  await top.getByTestId('layer-shown').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(one);
  await top.getByTestId('layer-shown').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(two);
  await top.getByTestId('layer-down').click();
  await expect(page.getByTestId('layer').nth(1)).toContainText('Moon');
  await page.getByTestId('layer').nth(1).getByTestId('layer-name').press('Alt+ArrowUp');
  await expect(top).toContainText('Moon');
  await page.getByTestId('layer-delete').click();
  await expect(page.getByTestId('layer')).toHaveCount(1);
  await expect.poll(() => studio.shown('draw-paper')).toBe(one);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(two);

  await page.reload();
  await expect(page.getByTestId('layer')).toHaveCount(2);
  await expect.poll(() => studio.shown('draw-paper')).toBe(two);
  expect(await serious(page, 'main')).toEqual([]);
});

test('layers are dragged into another order, with mouse, finger and keys', async ({ studio, page }) => {
  await studio.draw(LINE);
  await page.getByTestId('layers-toggle').click();
  for (let i = 0; i < 2; i++) await page.getByTestId('layer-add').click();
  const names = (): Promise<string[]> => page.getByTestId('layer-name').allInnerTexts();
  await expect(page.getByTestId('layer')).toHaveCount(3);
  expect(await names()).toEqual(['Drawing 3', 'Drawing 2', 'Drawing']);

  // From the bottom to the top, in one movement and one step back.
  const handle = page.getByTestId('layer-handle').last();
  await handle.scrollIntoViewIfNeeded();
  const from = (await handle.boundingBox())!;
  const to = (await page.getByTestId('layer-handle').first().boundingBox())!;
  expect(Math.min(from.width, from.height)).toBeGreaterThanOrEqual(44);
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 8, { steps: 12 });
  await page.mouse.up();
  await expect.poll(names).toEqual(['Drawing', 'Drawing 3', 'Drawing 2']);
  await studio.at('undo').click();
  await expect.poll(names).toEqual(['Drawing 3', 'Drawing 2', 'Drawing']);

  await page.getByTestId('layer-handle').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(names).toEqual(['Drawing 2', 'Drawing 3', 'Drawing']);
  await expect(page.getByTestId('layer-handle').nth(1)).toBeFocused();
  await expect(page.getByTestId('layers-voice')).toHaveText('Drawing 3: place 2 of 3');
  await page.keyboard.press('Home');
  await expect.poll(names).toEqual(['Drawing 3', 'Drawing 2', 'Drawing']);
});

test('a picture can be a guide to trace over, half seen', async ({ studio, page }) => {
  const grey = png(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 0 : 255));
  await studio.at('upload').setInputFiles({ name: 'disc.png', mimeType: 'image/png', buffer: grey });
  await expect.poll(() => isDark(studio, 0.5, 0.5)).toBe(true);
  await page.getByTestId('layers-toggle').click();
  await page.getByTestId('layer-name').last().click();
  await page.getByTestId('layer-opacity').fill('30');
  await expect.poll(() => isDark(studio, 0.5, 0.5)).toBe(false);
  await page.getByTestId('layer-lines').uncheck();
  await expect(page.getByTestId('layer').last()).toContainText('Guide');
});

test('draws with the keyboard alone', async ({ studio, page }) => {
  const empty = await studio.shown('draw-paper');
  await studio.at('draw-canvas').focus();
  await page.keyboard.press('Space');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  await expect(studio.at('undo')).toBeEnabled();
});
