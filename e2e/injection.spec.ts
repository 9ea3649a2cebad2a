// Script in everything that comes from outside: none of it runs, and the page goes on.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { drop, makePicture, openGallery } from './gallery.ts';
import { png } from './files.ts';
import { HOUSE } from './studio.ts';

const HIT = 'window.hit=(window.hit||0)+1';
const MARKUP = `"><img src=x onerror="${HIT}"><svg onload="${HIT}"><script>${HIT}</script>`;

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload="${HIT}">
  <script>${HIT};parent.${HIT}</script><foreignObject width="64" height="64"><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="${HIT}"/></foreignObject>
  <circle cx="32" cy="32" r="20"/></svg>`;

/** A PNG that tells how it was made. */
function withText(text: string): Buffer {
  const plain = png(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 0 : 255));
  const body = Buffer.from(`tEXtparameters\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  // Readers of texts pass the check sum over.
  return Buffer.concat([plain.subarray(0, 33), length, body, Buffer.alloc(4), plain.subarray(33)]);
}

test('nothing that comes from outside runs as script', async ({ studio, page }) => {
  await page.route('**/models/evil/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/evil/')[1] ?? '';
    const file = readFileSync(`public/models/inkling-mini/${path}`);
    if (path !== 'inkling.json') return route.fulfill({ body: file });
    const about = JSON.parse(file.toString()) as object;
    return route.fulfill({ json: { ...about, name: MARKUP, licence: MARKUP, examples: [MARKUP] } });
  });
  page.on('dialog', (dialog) => {
    throw new Error(`a dialog: ${dialog.message()}`);
  });

  // Words, which the picture, the gallery, links and project files carry on.
  await studio.draw(...HOUSE);
  await makePicture(studio, MARKUP);
  await openGallery(studio);
  await page.getByTestId('gallery-picture').click();
  await expect(page.getByTestId('gallery-viewer')).toContainText(MARKUP);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByTestId('share').click();
  const [project] = await Promise.all([page.waitForEvent('download'), page.getByTestId('project-save').click()]);
  const link = await page.getByTestId('share-link').inputValue();
  await page.getByTestId('project-open').setInputFiles(await project.path());
  await page.keyboard.press('Escape');
  await page.goto(link);
  await expect(studio.at('prompt')).toHaveValue(MARKUP);
  await page.evaluate((markup) => {
    location.hash = `#2.${markup}`;
  }, MARKUP);

  // Files: by name, as SVG, by the text in them.
  await studio
    .at('upload')
    .setInputFiles({ name: `${MARKUP}.svg`, mimeType: 'image/svg+xml', buffer: Buffer.from(SVG) });
  await drop(page, `${MARKUP}.png`, 'image/png', withText(`${MARKUP}\nSteps: 4, Sampler: ${MARKUP}, Seed: 1`));
  await studio.at('photo-toggle').click();
  await studio.at('photo-file').setInputFiles({ name: `${MARKUP}.png`, mimeType: 'image/png', buffer: png(64, 64) });
  await page.keyboard.press('Escape');

  // A model that says so of itself.
  await page.goto(`./?`);
  await studio.api();
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
  await page.getByTestId('model-address').fill(new URL('./models/evil/', page.url()).href);
  await page.getByTestId('model-load').click();
  await expect(page.getByTestId('chip').first()).toHaveText(MARKUP, { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await studio.at('backend').click();

  expect(await page.evaluate(() => Reflect.get(window, 'hit') as unknown)).toBeUndefined();
});
