// What was made stays: pictures come back with their page, and what a reload cut off is offered again.
import { by, makePicture, openGallery } from './gallery.ts';
import { expect, test } from './fixtures.ts';
import { HOUSE } from './studio.ts';

test('pictures are there after a reload and a restore; what was cut off goes on with one press', async ({
  studio,
  page,
}) => {
  await studio.draw(...HOUSE);
  await makePicture(studio, 'a red house');
  const first = await studio.shown('result-canvas');
  await makePicture(studio, 'a blue fish');
  const second = await studio.shown('result-canvas');
  await openGallery(studio);
  await expect(by(studio, 'gallery-picture')).toHaveCount(2);
  await by(studio, 'gallery-close').click();
  await studio.saved();

  // A long picture is in the making.
  await studio.at('steps').fill('100');
  await studio.at('prompt').fill('a green tree');
  await studio.at('generate').click();
  await expect(studio.at('cancel')).toBeVisible();
  await page.reload();
  await studio.returned();
  await expect(by(studio, 'recent')).toHaveCount(2);
  expect(await studio.shown('result-canvas')).toBe(second);
  await expect(studio.at('facts')).toContainText('128 × 128');
  await expect(studio.at('notice')).toContainText('“a green tree” was cut off');
  await by(studio, 'notice-action').click();
  await expect(studio.at('cancel')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(studio.at('cancel')).toBeHidden();
  expect(await studio.shown('result-canvas')).toBe(second);

  // The page of the older one, with the older one; also after a reload, though another page made it.
  await openGallery(studio);
  await by(studio, 'gallery-picture').nth(1).dblclick();
  await by(studio, 'gallery-restore').click();
  await expect(by(studio, 'gallery')).toBeHidden();
  await expect.poll(() => studio.shown('result-canvas')).toBe(first);
  await studio.saved();
  await page.reload();
  await studio.returned();
  expect(await studio.shown('result-canvas')).toBe(first);
  await expect(studio.at('notice')).toBeEmpty();
});
