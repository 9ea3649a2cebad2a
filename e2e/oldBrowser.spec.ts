// A browser that is too old is told so, in one sentence and no half of the page.
import { expect, test } from '@playwright/test';
import { SENTENCES } from '../scripts/browsers/supportedScript.ts';

test('says in one sentence what a browser lacks, and starts nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'OffscreenCanvas');
    Reflect.deleteProperty(window, 'CSSPropertyRule');
  });
  await page.goto('./');
  await expect(page.getByRole('alert')).toHaveText(SENTENCES.en.replace('{lacks}', 'OffscreenCanvas, @property'));
  await expect(page.locator('body')).toHaveText(SENTENCES.en.replace('{lacks}', 'OffscreenCanvas, @property'));
  expect(await page.evaluate(() => 'inkling' in window)).toBe(false);
});
