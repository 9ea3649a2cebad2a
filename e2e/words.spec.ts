// The photo panel, the editors and what a worker says are in the chosen language, with no English left over.
import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { de } from '../src/i18n/de/index.ts';
import { control } from '../src/i18n/en/control.ts';
import { editors } from '../src/i18n/en/editors.ts';
import { photo } from '../src/i18n/en/photo.ts';
import { png } from './files.ts';
import { expect, test } from './fixtures.ts';
import { choose, PHOTO } from './photoPanel.ts';

test.use({ engine: false });

/** What is said in English only: sentences that German has other words for. */
const own = new Set(Object.values(de.catalog).flatMap((words) => Object.values<string>(words)));
const english = [...Object.values({ ...control, ...editors, ...photo }), ...Object.keys(de.machine)].filter(
  (text) => !text.includes('{') && !own.has(text) && !Object.values<string>(de.machine).includes(text),
);
/** Words of every English sentence that no German one has. */
const ENGLISH = /\b(the|of|and|with|it|this|that|is|are|to|from|for|by)\b/i;

/** All that is read or heard inside an element. */
const wordsOf = (place: Locator): Promise<string[]> =>
  place.evaluate((root) => {
    const texts = [...root.querySelectorAll('*')].flatMap((element) => [
      ...[...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [])),
      ...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    ]);
    return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
  });

async function expectGerman(place: Locator): Promise<void> {
  await expect(place).toBeVisible();
  const words = await wordsOf(place);
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter((text) => english.includes(text) || ENGLISH.test(text))).toEqual([]);
}

test.beforeEach(async ({ studio: { page } }) => {
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-language-de').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the photo panel speaks German, whatever it makes', async ({ studio, page }) => {
  await choose(studio);
  const panel = page.getByTestId('photo-panel');
  await expectGerman(panel);
  for (const name of ['lineart_standard', 'softedge_hed', 'depth_file', 'seg_ofade20k']) {
    await studio.at('preprocessor').selectOption(name);
    await expectGerman(panel);
  }
  await expect(studio.at('map-question')).toContainText('(Lizenz: NVIDIA Source Code License für SegFormer');
});

test('the editors speak German', async ({ studio, page }) => {
  await choose(studio);
  await page.getByTestId('by-hand-openpose').click();
  await page.getByTestId('pose-add').click();
  await page.getByRole('button', { name: 'Person 1, linke Schulter' }).press('Delete');
  await expect(page.getByTestId('pose-spoken')).toHaveText('linke Schulter ausgeblendet');
  await expectGerman(page.getByRole('dialog'));
  await page.getByTestId('pose-file').setInputFiles({ name: 'a', mimeType: '', buffer: Buffer.from('nonsense') });
  await expect(page.getByTestId('pose-error')).toContainText('Das ist keine lesbare Pose. Es ist kein JSON. Gib');
  await page.getByTestId('by-hand-cancel').click();
  await expectGerman(page.getByTestId('by-hand-leaving'));
  await page.getByTestId('by-hand-discard').click();

  await page.getByTestId('by-hand-seg_ofade20k').click();
  await page.getByTestId('seg-search').fill('himm');
  await expect(page.getByTestId('seg-class').first()).toHaveText('Himmel');
  await page.getByTestId('seg-search').fill('');
  await expectGerman(page.getByRole('dialog'));
});

test('what a worker or a file is at fault for is said in German', async ({ studio, page }) => {
  await choose(studio);
  const cut = readFileSync(PHOTO).subarray(0, 5000);
  await studio.at('photo-file').setInputFiles({ name: 'cut.jpg', mimeType: 'image/jpeg', buffer: cut });
  await expectGerman(studio.at('notice'));
  await expect(studio.at('notice')).toContainText('abgeschnitten');
  const wide = { name: 'wide.png', mimeType: 'image/png', buffer: png(20000, 30, (x) => (x >> 6) & 255) };
  await studio.at('photo-file').setInputFiles(wide);
  await expect(studio.at('photo-notes')).toContainText('von 20000 × 30 auf 2048 × 3 Pixel verkleinert');
  await expect(studio.at('map-error')).toContainText('das sind zu viele', { timeout: 30_000 });
  await expectGerman(page.getByTestId('photo-panel'));
});
