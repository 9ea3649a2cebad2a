// From a photo to a control map, and from the map to a picture, as a user does it.
import { readFileSync } from 'node:fs';
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { hasPixels } from './storage.ts';
import { choose, isColour, nextMap, openPanel, PHOTO, shownMap } from './photoPanel.ts';

test(
  'each preprocessor gives its map, or asks before it downloads anything',
  { tag: '@no-engine' },
  async ({ studio, page, baseURL }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await choose(studio);
    const names = await studio
      .at('preprocessor')
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    expect(names).toEqual(
      expect.arrayContaining(['canny', 'lineart_standard', 'scribble_xdog', 'invert', 'threshold']),
    );
    const digests = new Map<string, string>([['canny', await studio.shown('map-canvas')]]);
    for (const name of names.filter((each) => each !== 'canny')) {
      const before = await shownMap(studio);
      await studio.at('preprocessor').selectOption(name);
      await expect
        .poll(async () => (await shownMap(studio)) !== before || (await studio.at('map-question').isVisible()), {
          message: name,
          timeout: 30_000,
        })
        .toBe(true);
      if (await studio.at('map-question').isVisible()) {
        await expect.soft(studio.at('map-question'), name).toContainText(/licence: .+Download [\d.]+ MB/s);
      } else digests.set(name, await studio.shown('map-canvas'));
      await expect.soft(studio.at('map-error'), name).toBeHidden();
    }
    expect(digests.size).toBeGreaterThanOrEqual(7);
    expect(new Set(digests.values()).size, [...digests.keys()].join(', ')).toBe(digests.size);
    expect([...hosts].filter((host) => host !== baseURL && host !== 'null')).toEqual([]);
  },
);

test('a slider shows another map, and the same one again', { tag: '@no-engine' }, async ({ studio }) => {
  await choose(studio);
  const first = await studio.shown('map-canvas');
  expect(await nextMap(studio, () => studio.at('param-low').fill('20'))).not.toBe(first);
  expect(await nextMap(studio, () => studio.at('param-low').fill('100'))).toBe(first);
  // How soon is measured by `npm run bench -- preprocess`.
});

test('a map goes on the paper, is edited there, and becomes a picture', async ({ studio }) => {
  await choose(studio);
  expect(await studio.inkedPixels()).toBe(0);
  await studio.at('map-to-paper').click();
  await expect.poll(() => studio.inkedPixels()).toBeGreaterThan(500);
  const ink = await studio.inkedPixels();
  await studio.at('tool-eraser').click();
  await studio.at('brush-size').fill('160');
  await studio.draw([
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  await expect.poll(() => studio.inkedPixels()).toBeLessThan(ink);
  await studio.at('undo').click();
  await expect.poll(() => studio.inkedPixels()).toBe(ink);
  await studio.at('undo').click();
  await expect.poll(() => studio.inkedPixels()).toBe(0);
  await studio.at('redo').click();
  await studio.at('prompt').fill('coffee cup');
  await studio.at('steps').fill('1');
  await studio.generate();
});

test('a colour map is the hint, visibly, until the drawing is again', async ({ studio }) => {
  await studio.at('seed').fill('7'); // typed, so locked
  await studio.at('steps').fill('1');
  await studio.at('prompt').fill('coffee cup');
  const without = await studio.generate();
  await choose(studio);
  await nextMap(studio, () => studio.at('preprocessor').selectOption('normal_midas'));
  expect(await isColour(studio)).toBe(true);
  await expect(studio.at('map-net')).toHaveAttribute('data-fits', 'true');
  await expect(studio.at('map-net')).toContainText('shape');
  await studio.at('map-as-hint').click();
  await expect(studio.at('paper-map')).toBeVisible();
  const stretched = await studio
    .at('map-resize')
    .selectOption('just')
    .then(() => studio.generate());
  expect(stretched).not.toBe(without);
  await studio.at('map-resize').selectOption('fill');
  expect(await studio.generate()).not.toBe(stretched);

  // The page and the API make the same picture of the same map.
  const map = await studio.at('map-canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await studio.at('map-resize').selectOption('just');
  const request = { prompt: 'coffee cup', steps: 1, seed: 7, controls: [{ preprocessor: 'none', resize: 'just' }] };
  const { width, height, data } = await studio.make(request, map);
  await studio.generate();
  const shown = await studio.page.evaluate(() => document.querySelector('[data-testid="facts"]')?.textContent);
  expect(shown).toContain(`${width} × ${height}`);
  expect(data.length).toBe(4 * width * height);

  await studio.at('photo-close').click();
  await studio.at('hint-drawing').click();
  await expect(studio.at('paper-map')).toBeHidden();
  expect(await studio.generate()).toBe(without);
});

test('a colour map on the paper keeps its colours, and what is drawn on it belongs to the hint', async ({ studio }) => {
  await studio.at('seed').fill('7');
  await studio.at('steps').fill('1');
  await studio.at('prompt').fill('coffee cup');
  await choose(studio);
  await nextMap(studio, () => studio.at('preprocessor').selectOption('normal_midas'));
  await studio.at('map-to-paper').click();
  await expect(studio.at('paper-map')).toBeHidden();
  const plain = await studio.generate();
  await studio.at('brush-size').fill('160');
  await studio.draw([
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  expect(await studio.generate()).not.toBe(plain);
  await studio.at('undo').click();
  expect(await studio.generate()).toBe(plain);
});

test(
  'photo, preprocessor, sliders, map and hint are there again after a reload',
  { tag: '@no-engine' },
  async ({ studio, page }) => {
    await choose(studio);
    const map = await nextMap(studio, () => studio.at('param-low').fill('40'));
    await studio.at('map-as-hint').click();
    const id = await shownMap(studio);
    // The map is written behind the settings.
    await expect.poll(() => hasPixels(page, `map:${id ?? ''}`)).toBe(true);
    await page.reload();
    await expect(studio.at('map-canvas')).toHaveAttribute('data-shown', id!);
    expect(await studio.shown('map-canvas')).toBe(map);
    await expect(studio.at('preprocessor')).toHaveValue('canny');
    await expect(studio.at('param-low')).toHaveValue('40');
    await expect(studio.at('photo-canvas')).toHaveAttribute('data-shown', /./);
    await expect(studio.at('paper-map')).toBeVisible();
    expect(await nextMap(studio, () => studio.at('param-low').fill('120'))).not.toBe(map);
  },
);

test('a pose and regions are made by hand without any photo', { tag: '@no-engine' }, async ({ studio, page }) => {
  await openPanel(studio);
  await studio.at('by-hand-openpose').click();
  await page.getByTestId('pose-editor').waitFor();
  await page.getByTestId('pose-editor').getByRole('button', { name: /add/i }).first().click();
  await studio.at('by-hand-done').click();
  await expect(studio.at('map-canvas')).toHaveAttribute('data-shown', /./);
  expect(await isColour(studio)).toBe(true);
  const pose = await studio.shown('map-canvas');

  await studio.at('by-hand-seg_ofade20k').click();
  const editor = page.getByTestId('seg-editor');
  const stage = (await editor.locator('canvas').first().boundingBox())!;
  await page.mouse.move(stage.x + stage.width * 0.3, stage.y + stage.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width * 0.7, stage.y + stage.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await studio.at('by-hand-done').click();
  await expect.poll(() => studio.shown('map-canvas')).not.toBe(pose);
  expect(await isColour(studio)).toBe(true);
});

test(
  'axe finds nothing serious in the panel, and it tells of the map',
  { tag: '@no-engine' },
  async ({ studio, page }) => {
    await openPanel(studio);
    expect(await serious(page)).toEqual([]);
    await studio.at('photo-file').setInputFiles(PHOTO);
    await expect(studio.at('map-voice')).toContainText('Map ready: Canny edges, 768 by 512 pixels.');
    await studio.at('map-as-hint').click();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await serious(page)).toEqual([]);
  },
);

test('the API makes the same map as the panel', { tag: '@no-engine' }, async ({ studio, page }) => {
  await choose(studio);
  const shown = await studio.at('map-canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const file = `data:image/jpeg;base64,${readFileSync(PHOTO).toString('base64')}`;
  const made = await page.evaluate(async (url) => {
    const { preprocess } = (
      window as unknown as { inkling: { preprocess: (...args: unknown[]) => Promise<ImageData> } }
    ).inkling;
    const map = await preprocess('canny', url);
    const canvas = Object.assign(document.createElement('canvas'), { width: map.width, height: map.height });
    canvas.getContext('2d')!.putImageData(map, 0, 0);
    return canvas.toDataURL();
  }, file);
  expect(made).toBe(shown);
});
