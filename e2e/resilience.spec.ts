// What goes wrong while a picture forms: cancel, a lost GPU process, no storage, no network. faults.spec.ts has the matrix.
import { expect, test } from './fixtures.ts';
import { HOUSE, type Studio } from './studio.ts';
import { NO_NETWORK } from './trouble.ts';

async function startLong(studio: Studio, steps: number): Promise<void> {
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('steps').fill(String(steps));
  const before = await studio.shown('result-canvas');
  await studio.at('generate').click();
  // The first preview: the job is in its loop.
  await expect.poll(() => studio.shown('result-canvas'), { timeout: 120_000 }).not.toBe(before);
}

async function generateAgain(studio: Studio): Promise<void> {
  await studio.at('steps').fill('2');
  await studio.generate();
}

test(
  'cancel stops at once, says nothing, and the next picture works',
  { tag: '@webgpu' },
  async ({ studio, backend }) => {
    await startLong(studio, backend === 'webgpu' ? 20 : 100);
    const start = Date.now();
    await studio.at('cancel').click();
    await expect(studio.at('cancel')).toBeHidden();
    expect(Date.now() - start).toBeLessThan(2000);
    await expect(studio.at('error')).toBeHidden();
    await generateAgain(studio);
  },
);

test(
  'a lost GPU keeps the drawing and the next picture works',
  { tag: ['@webgpu', '@webgpu-only'] },
  async ({ studio, browser }) => {
    await startLong(studio, 6);
    const drawing = await studio.shown('draw-paper');
    const picture = await studio.at('result-canvas').getAttribute('data-shown');
    const devtools = await browser.newBrowserCDPSession();
    // The whole GPU process goes; the answer never comes.
    void devtools.send('Browser.crashGpuProcess').catch(() => undefined);
    await expect.poll(() => studio.shown('draw-paper'), { timeout: 30_000 }).toBe(drawing);
    // Recovers by itself and finishes the picture, or says in one error that it does not.
    await expect(studio.at('cancel')).toBeHidden({ timeout: 200_000 });
    if (await studio.at('error').isVisible()) await expect(studio.at('error')).toHaveCount(1);
    else await expect(studio.at('result-canvas')).not.toHaveAttribute('data-shown', picture ?? '');
    await generateAgain(studio);
  },
);

test('a full disk loses neither the drawing nor the picture', async ({ studio }) => {
  const devtools = await studio.page.context().newCDPSession(studio.page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(studio.page.url()).origin, quotaSize: 1024 });
  await studio.page.reload();
  await studio.draw(...HOUSE);
  await expect(studio.at('notice')).toContainText('no room left');
  const drawing = await studio.shown('draw-paper');
  expect(await studio.inkedPixels()).toBeGreaterThan(500);
  await studio.at('prompt').fill('house');
  const empty = await studio.shown('result-canvas');
  await generateAgain(studio);
  // Neither can be kept, but both are there, and the picture can be saved as a file.
  expect(await studio.shown('draw-paper')).toBe(drawing);
  const picture = await studio.shown('result-canvas');
  expect(picture).not.toBe(empty);
  const [download] = await Promise.all([studio.page.waitForEvent('download'), studio.at('download').click()]);
  expect(download.suggestedFilename()).toMatch(/\.png$/);
  await studio.at('steps').fill('3');
  expect(await studio.generate()).not.toBe(picture);
  expect(await studio.shown('draw-paper')).toBe(drawing);
});

test('without a network the page says so, and works when it is back', async ({ studio, context, trouble }) => {
  trouble.allow(NO_NETWORK);
  const api = await studio.api();
  await context.setOffline(true);
  const code = await api.evaluate((inkling) =>
    inkling.loadPack({ base: 'https://packs.test/gone/' }).then(
      () => 'loaded',
      (error: unknown) => (error as { code: string }).code,
    ),
  );
  expect(code).toBe('download');
  // The pack that is already loaded needs no network.
  await studio.draw(...HOUSE);
  await generateAgain(studio);
  await context.setOffline(false);
  await generateAgain(studio);
});

test('a sheet whose code cannot be had says so, and opens when the network is back', async ({
  studio,
  context,
  trouble,
}) => {
  trouble.allow(NO_NETWORK);
  const { page } = studio;
  await studio.api();
  await context.setOffline(true);
  await page.getByTestId('gallery-open').click();
  await expect(page.getByTestId('sheet-missing')).toContainText('could not be loaded');
  await page.keyboard.press('Escape');
  await context.setOffline(false);
  await page.getByTestId('gallery-open').click();
  await expect(page.getByTestId('gallery')).toBeVisible();
});
