// The photo panel's files: photos that cannot be used, maps saved and loaded, weights that cannot be had.
import { readFileSync } from 'node:fs';
import { readGolden } from '../workers/testing/golden.ts';
import { png } from './files.ts';
import { expect, test } from './fixtures.ts';
import { choose, nextMap, openPanel, PHOTO } from './photoPanel.ts';

test.use({ engine: false });

test('a map is saved as PNG and loaded again', async ({ studio, page }) => {
  await choose(studio);
  const map = await studio.shown('map-canvas');
  const [download] = await Promise.all([page.waitForEvent('download'), studio.at('map-save').click()]);
  expect(download.suggestedFilename()).toBe('canny.png');
  const file = readFileSync(await download.path());
  await studio.at('photo-remove').click();
  const flat = { name: 'flat.png', mimeType: 'image/png', buffer: png(64, 64, () => 9) };
  expect(await nextMap(studio, () => studio.at('map-load').setInputFiles(flat))).not.toBe(map);
  const saved = { name: 'canny.png', mimeType: 'image/png', buffer: file };
  expect(await nextMap(studio, () => studio.at('map-load').setInputFiles(saved))).toBe(map);
});

test('files that cannot be used change nothing and say why; odd ones are taken and say how', async ({ studio }) => {
  await choose(studio);
  const photo = await studio.at('photo-canvas').getAttribute('data-shown');
  const jpeg = readFileSync(PHOTO);
  const header = png(2, 2);
  header.writeUInt32BE(20000, 16);
  header.writeUInt32BE(20000, 20);
  for (const [name, buffer, said] of [
    ['text.png', Buffer.from('hello'), /cannot be read/],
    ['empty.jpg', Buffer.alloc(0), /is empty/],
    ['cut.jpg', jpeg.subarray(0, jpeg.length >> 1), /cut short/],
    ['vast.png', header, /20000 × 20000 pixels, more than 150 million/],
  ] as const) {
    await studio.at('photo-file').setInputFiles({ name, mimeType: 'image/png', buffer });
    await expect(studio.at('notice'), name).toContainText(said);
    expect(await studio.at('photo-canvas').getAttribute('data-shown'), name).toBe(photo);
  }
  // 975.2 rows, which browsers that know one side only make 976 of.
  const odd = { name: 'odd.png', mimeType: 'image/png', buffer: png(2100, 1000, (x) => (x >> 4) & 255) };
  await nextMap(studio, () => studio.at('photo-file').setInputFiles(odd));
  await expect(studio.at('photo-notes')).toContainText('scaled from 2100 × 1000 to 2048 × 975 pixels');
  const sides = await studio.at('photo-canvas').evaluate((it: HTMLCanvasElement) => [it.width, it.height]);
  expect(sides).toEqual([2048, 975]);
  const wide = { name: 'wide.png', mimeType: 'image/png', buffer: png(20000, 30, (x) => (x >> 6) & 255) };
  await studio.at('photo-file').setInputFiles(wide);
  await expect(studio.at('photo-notes')).toContainText('scaled from 20000 × 30 to 2048 × 3 pixels');
  // Such a strip cannot be worked on at 512 pixels; that too is said, and the next photo works.
  await expect(studio.at('map-error')).toContainText('too many', { timeout: 30_000 });
  const { cases } = JSON.parse(readFileSync('python/golden/fixtures/image-files.json', 'utf8')) as {
    cases: { name: string; file: string }[];
  };
  for (const name of ['gif-animated', 'png-animated', 'webp-animated']) {
    const buffer = Buffer.from(cases.find((each) => each.name === name)!.file, 'base64');
    await nextMap(studio, () => studio.at('photo-file').setInputFiles({ name, mimeType: 'image/png', buffer }));
    await expect(studio.at('photo-notes'), name).toContainText('first frame');
  }
});

test('a depth file of 16 bits is read to the last bit', async ({ studio }) => {
  const golden = readGolden('deep-png');
  const buffer = Buffer.from(golden.tensor(golden.cases[0]?.inputs['file']).data as Uint8Array);
  await openPanel(studio);
  await studio.at('photo-file').setInputFiles({ name: 'depth.png', mimeType: 'image/png', buffer });
  await expect(studio.at('map-canvas')).toHaveAttribute('data-shown', /./);
  await nextMap(studio, () => studio.at('preprocessor').selectOption('depth_file'));
  const levels = await studio.at('map-canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(data.filter((_, i) => i % 4 === 0)).size;
  });
  expect(levels).toBeGreaterThan(200); // with the 8 bits that a browser shows it would be 22
});

test('a download that fails says so, loses nothing and can be tried again', async ({ studio, context }) => {
  let asked = 0;
  await context.route('https://huggingface.co/**', (route) => ((asked += 1), route.fulfill({ status: 503 })));
  await choose(studio);
  const map = await studio.shown('map-canvas');
  await studio.at('preprocessor').selectOption('softedge_hed');
  await studio.at('map-agree').click();
  await expect(studio.at('map-error')).toHaveAttribute('data-code', 'download', { timeout: 30_000 });
  const before = asked;
  await studio.at('map-retry').click();
  await expect.poll(() => asked).toBeGreaterThan(before);
  await expect(studio.at('map-error')).toBeVisible({ timeout: 30_000 });
  await studio.at('map-dismiss').click();
  expect(await studio.shown('map-canvas')).toBe(map);
  await nextMap(studio, () => studio.at('preprocessor').selectOption('invert'));
});

test('a download says what is known of it, and can be cancelled', async ({ studio, context }) => {
  await context.route('https://huggingface.co/**', () => undefined); // never answered
  await choose(studio);
  await studio.at('preprocessor').selectOption('normal_bae');
  const question = studio.at('map-question');
  for (const known of ['lllyasviel/Annotators', 'ScanNet', '291 MB', 'no checksum']) {
    await expect(question).toContainText(known);
  }
  await studio.at('map-agree').click();
  await expect(studio.at('map-progress')).toBeVisible();
  await studio.at('map-cancel').click();
  await expect(studio.at('map-stage')).toHaveAttribute('data-state', 'cancelled');
  await expect(studio.at('map-make')).toBeVisible();
});
