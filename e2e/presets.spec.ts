// Styles and presets: put on, taken off, kept on the device, and A1111's styles.csv in and out.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { by } from './gallery.ts';

test.use({ engine: false });

const FILE = {
  name: 'styles.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    '\uFEFFname,prompt,negative_prompt\r\nWet,"{prompt}, ""wet"" paper",photo\r\n,lost,\r\nInk,other,\r\n',
  ),
};

test('styles and presets are put on, changed, deleted and exchanged; each step can be taken back', async ({
  studio,
  page,
}) => {
  const prompt = studio.at('prompt');
  const names = page.getByTestId('preset').locator('strong');
  const open = (): Promise<void> => studio.at('styles').click();
  await prompt.fill('a house');

  await open();
  await page.getByTestId('style-glossy').click();
  await expect(prompt).toHaveValue('a house, glossy style');
  await open();
  await expect(page.getByTestId('style-glossy')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('style-flat').click();
  await expect(prompt).toHaveValue('a house, flat style');
  await by(studio, 'notice-action').click();
  await expect(prompt).toHaveValue('a house, glossy style');

  // Saved with settings, by keyboard: Enter sends the form.
  await studio.at('steps').fill('12');
  await open();
  await page.getByTestId('preset-new').click();
  await expect(page.getByTestId('preset-words')).toHaveValue('a house, glossy style');
  await page.getByTestId('preset-words').fill('{prompt}, ink');
  await page.getByTestId('preset-settings').check();
  await page.getByTestId('preset-name').fill('Ink');
  await page.getByTestId('preset-name').press('Enter');
  await expect(names).toHaveText(['Ink']);

  // A file brings one of the same name; a row without a name is told.
  await page.getByTestId('styles-import').setInputFiles(FILE);
  await expect(page.getByTestId('styles-told')).toContainText('2 presets taken from the file. 1 row was left out.');
  await expect(page.getByTestId('styles-told')).toContainText('Line 3 has no name.');
  await expect(page.getByTestId('preset').first()).toContainText('other');
  await page.getByTestId('sheet-notice-action').click();
  await expect(names).toHaveText(['Ink']);
  await expect(page.getByTestId('preset').first()).toContainText('with settings');
  await page.getByTestId('styles-import').setInputFiles({ ...FILE, buffer: Buffer.from('a,b\n1,2') });
  await expect(page.getByTestId('styles-told')).toContainText('no file of styles');
  await page
    .getByTestId('styles-import')
    .setInputFiles({ ...FILE, buffer: Buffer.from('name,text\nWet,"""wet"" paper"') });
  await expect(names).toHaveText(['Ink', 'Wet']);

  await page.getByTestId('preset-delete').first().click();
  await expect(names).toHaveText(['Wet']);
  await page.getByTestId('sheet-notice-action').click();
  await expect(names).toHaveText(['Ink', 'Wet']);
  const downloading = page.waitForEvent('download');
  await page.getByTestId('styles-export').click();
  const written = readFileSync(await (await downloading).path(), 'utf8');
  expect(written).toBe('\uFEFFname,prompt,negative_prompt\r\nInk,"{prompt}, ink",\r\nWet,"""wet"" paper",\r\n');

  // Kept on the device; words and settings come and go together.
  await page.keyboard.press('Escape');
  await studio.at('steps').fill('7');
  await prompt.fill('a boat');
  await studio.saved();
  await page.reload();
  await expect(prompt).toHaveValue('a boat');
  await open();
  await expect(names).toHaveText(['Ink', 'Wet']);
  await page.getByTestId('preset-apply').first().click();
  await expect(prompt).toHaveValue('a boat, ink');
  await expect(studio.at('steps')).toHaveValue('12');
  await by(studio, 'notice-action').click();
  await expect(prompt).toHaveValue('a boat');
  await expect(studio.at('steps')).toHaveValue('7');
});
