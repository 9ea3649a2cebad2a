// A phone: fingers instead of a mouse, a narrow page.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { circle, type Path, Studio } from './studio.ts';

/** A phone that is slow and says that it has little memory; nobody has been there before. */
async function slowPhone(page: Page): Promise<Studio> {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 3 }));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const studio = new Studio(page, '');
  await studio.open();
  return studio;
}

async function drawWithFinger(page: Page, path: Path): Promise<void> {
  const canvas = page.getByTestId('draw-canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  const [first, ...rest] = path.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [first]);
  for (const point of rest) await touch('touchMove', [point]);
  await touch('touchEnd', []);
}

async function fits(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(client);
}

test('a first visit on a slow phone of 3 GB: draws with a finger, makes a picture, finds it, shares, turns the phone', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const studio = await slowPhone(page);
  const empty = await studio.shown('draw-paper');
  await studio.at('draw-canvas').scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => scrollY);
  await drawWithFinger(page, circle(0.5, 0.5, 0.3, 20));
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  expect(await page.evaluate(() => scrollY), 'the page must not scroll under the finger').toBe(scrolled);

  await studio.at('prompt').fill('ball');
  await studio.tap(studio.at('inspector-toggle'));
  await studio.at('steps').fill('2');
  await studio.tap(studio.at('inspector-close'));
  const before = await studio.shown('result-canvas');
  expect(await studio.generate('tap')).not.toBe(before);

  await studio.tap(page.getByTestId('gallery-open'));
  await expect(page.getByTestId('gallery-picture')).toHaveCount(1);
  await fits(page);
  await studio.tap(page.getByTestId('gallery-close'));
  await studio.tap(page.getByTestId('share'));
  await expect(page.getByTestId('share-link')).toHaveValue(/#/);
  await fits(page);
  await studio.tap(page.getByTestId('share-panel-close'));

  await page.setViewportSize({ width: 844, height: 390 });
  await fits(page);
  await studio.at('result-canvas').scrollIntoViewIfNeeded();
  await expect(studio.at('result-canvas')).toBeInViewport();
  await studio.at('draw-canvas').scrollIntoViewIfNeeded();
  expect(await studio.inkedPixels()).toBeGreaterThan(0);
  await expect(studio.at('error')).toBeHidden();
});

test(
  'two fingers zoom and move the paper and leave no mark; one finger draws where it is',
  { tag: '@no-engine' },
  async ({ studio, page }) => {
    const canvas = studio.at('draw-canvas');
    await canvas.scrollIntoViewIfNeeded();
    const empty = await studio.shown('draw-paper');
    const box = (await canvas.boundingBox())!;
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...shares: readonly (readonly [number, number])[]) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: shares.map(([x, y], id) => ({ id, x: box.x + x * box.width, y: box.y + y * box.height })),
      });
    // The first finger lands, moves a little, then the second one comes: it was a gesture all along.
    await touch('touchStart', [0.4, 0.5]);
    await touch('touchMove', [0.41, 0.5]);
    await touch('touchStart', [0.41, 0.5], [0.6, 0.5]);
    for (let i = 1; i <= 5; i++) await touch('touchMove', [0.41 - 0.04 * i, 0.5], [0.6 + 0.04 * i, 0.5]);
    await touch('touchEnd');
    await expect(page.getByTestId('zoom-bar')).toBeVisible();
    expect(parseInt(await page.getByTestId('zoom').innerText(), 10)).toBeGreaterThan(150);
    await expect(studio.at('undo')).toBeDisabled();
    await studio.tap(page.getByTestId('zoom-fit'));
    await expect.poll(() => studio.shown('draw-paper')).toBe(empty);

    await touch('touchStart', [0.3, 0.3]);
    for (let i = 1; i <= 6; i++) await touch('touchMove', [0.3 + 0.05 * i, 0.3]);
    await touch('touchEnd');
    await expect(studio.at('undo')).toBeEnabled();
    await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  },
);

test('tools, colours and layers can be hit with a finger', { tag: '@no-engine' }, async ({ studio, page }) => {
  for (const open of ['colour', 'layers-toggle']) {
    await studio.tap(page.getByTestId(open));
    await expect(page.getByTestId(open === 'colour' ? 'colours' : 'layers')).toBeVisible();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll(':is([role=toolbar], [data-testid=layers]) :is(button, label:has(input))')]
        .map((element) => ({
          name: element.getAttribute('data-testid') ?? element.textContent,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.height < 44 || box.width < 44)
        .map(({ name, box }) => `${name}: ${box.width} x ${box.height}`),
    );
    expect(small).toEqual([]);
  }
  await expect(studio.at('draw-canvas')).toBeVisible();
});

test('a keyboard that composes words completes them, too', { tag: '@no-engine' }, async ({ studio, page }) => {
  await studio.tap(studio.at('prompt'));
  const devtools = await page.context().newCDPSession(page);
  const compose = (text: string): Promise<unknown> =>
    devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  const list = page.getByTestId('completions');
  await expect(studio.at('prompt')).toHaveAttribute('aria-autocomplete', 'list');
  // The words come from the storage after the field has the focus.
  await expect(async () => {
    for (const text of ['', 'a', 'ap', 'app']) await compose(text);
    await expect(list.getByRole('option', { name: 'apple' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await studio.tap(list.getByRole('option', { name: 'apple' }));
  await expect(studio.at('prompt')).toHaveValue('apple');
  await compose('リ');
  await expect(list).toBeHidden();
});

test('fits the screen without sideways scrolling', { tag: '@no-engine' }, async ({ studio, page }) => {
  await expect(studio.at('generate')).toBeVisible();
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(client);
});

test(
  'the photo panel fits the screen, and everything in it can be hit with a finger',
  { tag: '@no-engine' },
  async ({ studio, page }) => {
    await studio.tap(studio.at('photo-toggle'));
    await studio.at('photo-file').setInputFiles('e2e/photos/coffee.jpg');
    await expect(studio.at('map-canvas')).toHaveAttribute('data-shown', /./);
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
    const small = await studio.at('photo-panel').evaluate((panel) =>
      [...panel.querySelectorAll('button, select, input, label:has(input)')]
        .filter((element) => !(element instanceof HTMLInputElement && element.closest('label'))) // the label is the target
        .map((element) => ({
          name: element.getAttribute('data-testid') ?? element.textContent,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.height < 44 || box.width < 44)
        .map(({ name, box }) => `${name}: ${box.width} x ${box.height}`),
    );
    expect(small).toEqual([]);
  },
);

test(
  'control units and the mask fit the screen; a finger paints the mask and does not scroll',
  { tag: '@no-engine' },
  async ({ studio, page }) => {
    await studio.tap(studio.at('inspector-toggle'));
    await studio.tap(studio.at('inspector-tall'));
    await studio.tap(studio.at('control-panel').locator('summary'));
    await expect(studio.at('unit')).toHaveCount(1);
    await studio.tap(studio.at('start-panel').locator('summary'));
    await studio.at('start-file').setInputFiles('e2e/photos/coffee.jpg');
    // The sheet goes: the mask is painted in the paper's place.
    await studio.at('mask-on').click();
    await expect(studio.at('inspector')).toBeHidden();
    const canvas = studio.at('mask-canvas');
    await expect(studio.at('mask-empty')).toBeVisible();
    const scrolled = await page.evaluate(() => scrollY);
    const box = (await canvas.boundingBox())!;
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
    const at = (share: number) => ({ x: box.x + box.width * 0.5, y: box.y + box.height * share });
    await touch('touchStart', [at(0.3)]);
    for (const share of [0.35, 0.4, 0.5, 0.6]) await touch('touchMove', [at(share)]);
    await touch('touchEnd', []);
    await expect(studio.at('mask-empty')).toBeHidden();
    expect(await page.evaluate(() => scrollY), 'the page must not scroll under the finger').toBe(scrolled);

    await studio.tap(studio.at('inspector-toggle'));
    const { scroll, client, small } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
      small: [...document.querySelectorAll('[data-testid="unit"], [data-testid="start-panel"]')]
        .flatMap((panel) => [...panel.querySelectorAll('button, select, input, label:has(input)')])
        .filter((element) => !(element instanceof HTMLInputElement && element.closest('label'))) // the label is the target
        .filter((element) => !element.matches('[data-testid^="unit-range"] input')) // its thumb is, with a margin
        .map((element) => ({ name: element.getAttribute('data-testid'), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 43.9 || box.width < 40)
        .map(({ name, box }) => `${name ?? '?'}: ${box.width} x ${box.height}`),
    }));
    expect(scroll).toBeLessThanOrEqual(client);
    expect(small).toEqual([]);
  },
);

test('a layer is dragged past another one with a finger', { tag: '@no-engine' }, async ({ studio, page }) => {
  await studio.tap(page.getByTestId('layers-toggle'));
  await studio.tap(page.getByTestId('layer-add'));
  const names = (): Promise<string[]> => page.getByTestId('layer-name').allInnerTexts();
  await expect.poll(names).toEqual(['Drawing 2', 'Drawing']);
  const handle = page.getByTestId('layer-handle').first();
  await handle.scrollIntoViewIfNeeded();
  const from = (await handle.boundingBox())!;
  const to = (await page.getByTestId('layer-handle').last().boundingBox())!;
  const scrolled = await page.evaluate(() => scrollY);
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number): Promise<unknown> =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x + 22, y }] });
  await touch('touchStart', from.y + 22);
  for (let i = 1; i <= 6; i++) await touch('touchMove', from.y + 22 + ((to.y + 10 - from.y) * i) / 6);
  await touch('touchEnd');
  await expect.poll(names).toEqual(['Drawing', 'Drawing 2']);
  expect(await page.evaluate(() => scrollY), 'the page must not scroll under the finger').toBe(scrolled);
});
