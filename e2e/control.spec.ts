// Control units, the start picture and the mask, as a user works with them.
import type { Locator } from '@playwright/test';
import { png } from './files.ts';
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openStart, openUnits } from './inspector.ts';
import { hasPixels } from './storage.ts';
import { circle, HOUSE, type Studio } from './studio.ts';

const RING = {
  name: 'ring.png',
  mimeType: 'image/png',
  buffer: png(128, 128, (x, y) => (Math.abs(Math.hypot(x - 64, y - 64) - 40) < 4 ? 255 : 0)),
};

const unit = (studio: Studio, place: number): Locator => studio.at('unit').nth(place);

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
