// Script in everything that comes from outside: none of it runs, no policy has to stop it, and the page goes on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { png } from './files.ts';
import { expect, test } from './fixtures.ts';
import { by, drop, makePicture, openGallery } from './gallery.ts';
import { type Ears, jpegWithXmp, listen, MARKUP, pngWithText, SVG, waysToRun, withMetadata } from './hostile.ts';
import { FIXTURES } from './packs.ts';
import { HOUSE, type Studio } from './studio.ts';

/** The listeners are there before the page is. */
const heardTest = test.extend<{ ears: Ears }>({
  ears: [async ({ page }, use) => use(await listen(page)), { auto: true }],
});

heardTest('nothing that comes from outside runs as script', async ({ page, studio, ears, trouble }) => {
  test.setTimeout(240_000);
  page.on('dialog', (dialog) => {
    throw new Error(`a dialog: ${dialog.message()}`);
  });
  const within = async (name: string, go: () => Promise<void>): Promise<void> => {
    await test.step(name, go);
    expect(ears.heard, name).toEqual([]);
  };
  await within('words, in the gallery, a project file and a link', () => words(studio));
  await within('names and texts of pictures', () => pictures(studio));
  await within('what a model says of itself', () => models(studio));

  // And if a hole were there all the same: what the browser itself refuses, on the page and in the engine's worker.
  trouble.allow(/Content Security Policy|Trusted|Refused/);
  const engine = page.workers().find((worker) => worker.url().includes('engine.worker'));
  expect(await page.evaluate(waysToRun)).toEqual([]);
  expect(await engine?.evaluate(waysToRun)).toEqual([]);
  const refused = (place: string, by: string): Promise<void> =>
    expect.poll(() => ears.heard.some((each) => each.startsWith(`${place}: ${by}`)), `${place}, ${by}`).toBe(true);
  for (const by of ['script-src', 'require-trusted-types-for', 'trusted-types']) await refused('page', by);
  for (const by of ['script-src', 'require-trusted-types-for', 'trusted-types']) await refused('worker', by);
  expect(ears.heard).not.toContain('script ran');
  // The other ear hears, too.
  await page.evaluate(() => (window as unknown as { hit(): void }).hit());
  await expect.poll(() => ears.heard).toContain('script ran');
});

/** The picture, the gallery, links and project files carry them on. */
async function words(studio: Studio): Promise<void> {
  const { page } = studio;
  await studio.draw(...HOUSE);
  await makePicture(studio, MARKUP);
  await openGallery(studio);
  await by(studio, 'gallery-picture').click();
  await expect(by(studio, 'gallery-viewer')).toContainText(MARKUP);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await by(studio, 'share').click();
  const [project] = await Promise.all([page.waitForEvent('download'), by(studio, 'project-save').click()]);
  const link = await by(studio, 'share-link').inputValue();
  await by(studio, 'project-open').setInputFiles(await project.path());
  await page.keyboard.press('Escape');
  await page.goto(link);
  await expect(studio.at('prompt')).toHaveValue(MARKUP);
  await page.evaluate((markup) => {
    location.hash = `#2.${markup}`;
  }, MARKUP);
  await expect(studio.at('prompt')).toHaveValue(MARKUP);
}

async function pictures(studio: Studio): Promise<void> {
  const { page } = studio;
  await studio
    .at('upload')
    .setInputFiles({ name: `${MARKUP}.svg`, mimeType: 'image/svg+xml', buffer: Buffer.from(SVG) });
  const told = `${MARKUP}\nSteps: 4, Sampler: ${MARKUP}, Seed: 1`;
  for (const [type, file] of [
    ['png', pngWithText(told)],
    ['jpeg', jpegWithXmp(told)],
  ] as const) {
    await drop(page, `${MARKUP}.${type}`, `image/${type}`, file);
    await expect(by(studio, 'restore')).toContainText(MARKUP);
    await by(studio, 'restore-settings').click();
    await expect(by(studio, 'restore')).toBeHidden();
    await expect(studio.at('prompt')).toHaveValue(MARKUP);
  }
  await studio.at('photo-toggle').click();
  await studio.at('photo-file').setInputFiles({ name: `${MARKUP}.png`, mimeType: 'image/png', buffer: png(64, 64) });
  await expect(studio.at('map-canvas')).toHaveAttribute('data-shown', /./);
  await by(studio, 'photo-close').click();
}

/** `inkling.json` of a folder, the metadata and the name of a file, and what the hub answers. */
async function models(studio: Studio): Promise<void> {
  const { page } = studio;
  await serveEvil(page);
  await page.goto('./?');
  await studio.api();
  await by(studio, 'menu').click();
  await by(studio, 'menu-models').click();
  const load = async (address: string): Promise<void> => {
    await by(studio, 'model-address').fill(address);
    await by(studio, 'model-load').click();
  };
  await load(new URL('./models/evil/', page.url()).href);
  await expect(by(studio, 'chip').first()).toHaveText(MARKUP, { timeout: 60_000 });
  await load('owner/name/vae.safetensors');
  // A name has no slashes.
  await expect(by(studio, 'added-models')).toContainText(MARKUP.replaceAll('/', '_'), { timeout: 30_000 });
  await load('owner/name/other.safetensors');
  await expect(by(studio, 'add-failure')).toBeVisible();
  await load('owner/evil');
  await expect(by(studio, 'model-failure')).toContainText('<script>window.hit()</script>');
  await page.keyboard.press('Escape');
  await studio.at('backend').click();
}

async function serveEvil(page: Page): Promise<void> {
  await page.route('**/models/evil/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/evil/')[1] ?? '';
    const file = readFileSync(`public/models/inkling-mini/${path}`);
    if (path !== 'inkling.json') return route.fulfill({ body: file });
    const about = JSON.parse(file.toString()) as object;
    return route.fulfill({ json: { ...about, name: MARKUP, licence: MARKUP, examples: [MARKUP] } });
  });
  const vae = readFileSync(join(FIXTURES, 'model-parts/vae.safetensors'));
  const files: Readonly<Record<string, Buffer>> = {
    'vae.safetensors': withMetadata(vae, { 'modelspec.title': MARKUP, [MARKUP]: MARKUP }),
    'other.safetensors': withMetadata(Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]), {
      'modelspec.architecture': MARKUP,
    }),
    'config.json': Buffer.from(JSON.stringify({ _class_name: MARKUP, down_block_types: [MARKUP], act_fn: MARKUP })),
    'model_index.json': Buffer.from(JSON.stringify({ _class_name: MARKUP, unet: [MARKUP, MARKUP] })),
  };
  await page.context().route('https://huggingface.co/**', (route) => {
    const body = files[new URL(route.request().url()).pathname.split('/').at(-1) ?? ''];
    const headers = { 'access-control-allow-origin': '*' };
    return body ? route.fulfill({ headers, body }) : route.fulfill({ status: 404, headers, body: MARKUP });
  });
}
