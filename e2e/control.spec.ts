// Control units, the start picture and the mask, as a user works with them.
import type { Locator } from '@playwright/test';
import { png } from './files.ts';
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { hasPixels } from './storage.ts';
import { circle, HOUSE, type Studio } from './studio.ts';

const RING = {
  name: 'ring.png',
  mimeType: 'image/png',
  buffer: png(128, 128, (x, y) => (Math.abs(Math.hypot(x - 64, y - 64) - 40) < 4 ? 255 : 0)),
};

/** Opens the control units, with a seed that stays and as few steps as show a difference. */
async function openUnits(studio: Studio): Promise<void> {
  await studio.at('seed').fill('7');
  await studio.at('steps').fill('2');
  await studio.at('control-panel').locator('summary').click();
  await expect(studio.at('unit')).toHaveCount(1);
}

async function openStart(studio: Studio): Promise<void> {
  await studio.at('start-panel').locator('summary').click();
  await expect(studio.at('start-none')).toBeVisible();
}

const unit = (studio: Studio, place: number): Locator => studio.at('unit').nth(place);

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

test('a unit: weight, range and mode change the picture, off leaves it to the words', async ({ studio }) => {
  await openUnits(studio);
  await studio.draw(...HOUSE);
  const seen = new Map<string, string>();
  const make = async (what: string): Promise<void> => {
    const shown = await studio.generate();
    const twin = [...seen].find(([, digest]) => digest === shown)?.[0];
    expect(twin, `${what} is as ${twin ?? ''}`).toBeUndefined();
    seen.set(what, shown);
  };
  const first = unit(studio, 0);
  await expect(first.getByTestId('unit-preview')).not.toHaveAttribute('data-shown', '0');
  await make('as it is');
  await studio.at('unit-weight').fill('0.5');
  await expect(studio.at('control-weight')).toHaveValue('0.5');
  await make('half the weight');
  await studio.page.getByTestId('unit-range-from').focus();
  await studio.page.keyboard.press('End');
  await studio.page.getByTestId('unit-range-from').focus();
  for (let i = 0; i < 10; i++) await studio.page.keyboard.press('ArrowLeft');
  await expect(first).toContainText('50–100 %');
  await make('the second half only');
  await expect(studio.at('unit-mode')).toHaveValue('');
  await studio.at('unit-mode').selectOption('balanced');
  await make('words and map alike, which is not how this pack likes it');
  await studio.at('unit-mode').selectOption('prompt');
  await make('the words count more');
  await first.getByTestId('unit-on').uncheck();
  await studio.at('prompt').fill('house');
  await make('off');
});

test('two units at once, one of them a file with a preprocessor', async ({ studio }) => {
  await openUnits(studio);
  await studio.draw(circle(0.5, 0.5, 0.3));
  const one = await studio.generate();
  await studio.at('unit-add').click();
  const second = unit(studio, 1);
  await expect(second.getByTestId('unit-source')).toBeFocused();
  await second.getByTestId('unit-source').selectOption('file');
  await second.getByTestId('unit-file').setInputFiles(RING);
  await expect(second).toContainText('ring.png');
  await expect(second.getByTestId('unit-preview')).not.toHaveAttribute('data-shown', '0');
  const two = await studio.generate();
  expect(two).not.toBe(one);
  await second.getByTestId('unit-preprocessor').selectOption('canny');
  await expect(second.getByTestId('unit-note')).toBeHidden();
  expect(await studio.generate()).not.toBe(two);

  // Dropped on the card, it takes the file's place.
  const transfer = await studio.page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'dropped.png', { type: 'image/png' }));
      return data;
    },
    [...RING.buffer],
  );
  await second.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(second).toContainText('dropped.png');

  // No picture: said so, and nothing is lost.
  await second.getByTestId('unit-file').setInputFiles({ ...RING, name: 'bad.png', buffer: Buffer.from('no picture') });
  await expect(studio.at('notice')).not.toBeEmpty();
  await expect(second).toContainText('dropped.png');
});

test(
  'units are ordered by keys and by hand, duplicated, removed and brought back',
  { tag: '@no-engine' },
  async ({ studio, page }) => {
    await openUnits(studio);
    await studio.at('unit-weight').fill('0.4');
    await studio.at('unit-duplicate').click();
    await unit(studio, 1).getByTestId('unit-weight').fill('1.5');
    // Of "scribble · 0.40" the number: the pack may not be there yet.
    const weights = async (): Promise<(string | undefined)[]> =>
      (await studio.at('unit').locator('small').allTextContents()).map((text) => text.split(' · ')[1]);
    const [light, heavy] = ['0.40', '1.50'];
    await expect.poll(weights).toEqual([light, heavy]);

    await unit(studio, 0).getByTestId('unit-handle').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(weights).toEqual([heavy, light]);
    await expect(unit(studio, 1).getByTestId('unit-handle')).toBeFocused();
    await expect(studio.at('unit-voice')).toContainText('place 2 of 2');
    // The simple slider is the first unit's.
    await expect(studio.at('control-weight')).toHaveValue('1.5');

    await studio.page.locator('[data-testid="unit-fold"][aria-expanded="true"]').click();
    await unit(studio, 1).scrollIntoViewIfNeeded();
    const handle = (await unit(studio, 1).getByTestId('unit-handle').boundingBox())!;
    const above = (await unit(studio, 0).boundingBox())!;
    await page.mouse.move(handle.x + 20, handle.y + 20);
    await page.mouse.down();
    await page.mouse.move(handle.x + 20, above.y + 10, { steps: 12 });
    await page.mouse.up();
    await expect.poll(weights).toEqual([light, heavy]);

    await unit(studio, 1).getByTestId('unit-fold').click();
    await unit(studio, 1).getByTestId('unit-remove').click();
    await expect.poll(weights).toEqual([light]);
    await expect(unit(studio, 0).getByTestId('unit-handle')).toBeFocused();
    await studio.at('notice-action').click();
    await expect.poll(weights).toEqual([light, heavy]);
  },
);

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
      const byHand = Math.hypot(cx - Math.max(32, Math.min(45, cx)), cy - 32) < 21;
      const byKeys = Math.hypot(cx - Math.max(64, Math.min(73, cx)), cy - 64) < 21;
      if (byHand || byKeys) inside++;
      else outside++;
    }
  }
  expect(outside).toBe(0);
  expect(inside).toBeGreaterThan(500);

  // Inverted, the rest is repainted and the painted part stays; undo takes it back.
  await studio.at('mask-invert').click();
  // The start is the newest picture by now: it follows.
  await studio.generate();
  const rest = await pictureBytes(studio);
  const at = (x: number, y: number, from: number[]): number[] => from.slice(4 * (y * 128 + x), 4 * (y * 128 + x) + 3);
  expect(at(36, 32, rest)).toEqual(at(36, 32, after));
  expect(at(66, 64, rest)).toEqual(at(66, 64, after));
  expect(rest).not.toEqual(after);
  await studio.at('mask-undo').click();
  await studio.at('mask-clear').click();
  await expect(studio.at('mask-empty')).toBeVisible();
  await studio.at('mask-undo').click();
  await expect(studio.at('mask-empty')).toBeHidden();
});

test('units, start picture and mask are there again after a reload', async ({ studio, page }) => {
  await openUnits(studio);
  await studio.at('unit-source').selectOption('file');
  await studio.at('unit-file').setInputFiles(RING);
  await studio.at('unit-weight').fill('0.8');
  await openStart(studio);
  await studio.at('start-file').setInputFiles(RING);
  await studio.at('start-strength').fill('0.6');
  await studio.at('mask-on').check();
  await studio.at('mask-canvas').click();
  const before = await studio.generate();
  await expect.poll(() => hasPixels(page, 'control:')).toBe(true);
  await page.waitForTimeout(500);
  await page.reload();
  // What was open is open again.
  await expect(studio.at('unit')).toContainText('ring.png');
  await expect(studio.at('control-weight')).toHaveValue('0.8');
  await expect(studio.at('start-strength')).toHaveValue('0.6');
  await expect(studio.at('mask-on')).toBeChecked();
  await expect(studio.at('mask-empty')).toBeHidden();
  expect(await studio.generate()).toBe(before);
});

test('axe finds nothing serious in the cards, in both themes', { tag: '@no-engine' }, async ({ studio, page }) => {
  await openUnits(studio);
  await openStart(studio);
  await studio.at('start-file').setInputFiles(RING);
  await studio.at('mask-on').check();
  await expect(studio.at('mask-canvas')).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await serious(page)).toEqual([]);
});
