// Inkling as an app: without a network, on a host without headers, with a new version in wait, opened by other apps.
import type { Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { PREPROCESSORS } from '../workers/preprocess/list.ts';
import { expect, test as base } from './fixtures.ts';
import { png } from './files.ts';
import { type Host, staticHost } from './staticHost.ts';
import { HOUSE, Studio } from './studio.ts';
import { NO_NETWORK } from './trouble.ts';

const test = base.extend<{ hostHeaders: boolean; host: Host }>({
  hostHeaders: [true, { option: true }],
  host: async ({ hostHeaders, trouble }, use) => {
    trouble.allow(NO_NETWORK); // it stops in the middle of a test
    const host = await staticHost(hostHeaders);
    await use(host);
    await host.stop();
  },
});

test.use({ serviceWorkers: 'allow' });
test.setTimeout(300_000);

/** A visit that lasts until everything is kept that is needed without a network. */
async function firstVisit(page: Page, host: Host): Promise<Studio> {
  await page.goto(host.url);
  const studio = new Studio(page, '');
  await studio.api();
  // The runtime (two files, its bundle for either worker) and the network for soft edges (three files).
  await expect.poll(() => kept(page, 'inkling-stock'), { timeout: 120_000 }).toBeGreaterThanOrEqual(7);
  return studio;
}

const kept = (page: Page, cache: string): Promise<number> =>
  page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, cache);

test('works without a network from the second visit on', async ({ page, host, context }) => {
  await firstVisit(page, host);
  await context.setOffline(true);
  await host.stop();

  await page.reload();
  const studio = new Studio(page, '');
  await expect(studio.at('draw-canvas')).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('a house');
  await studio.at('steps').fill('2');
  await studio.generate();

  // A fresh tab, the first one closed, finds the drawing again.
  const next = await context.newPage();
  await page.close();
  await next.goto(host.url);
  await expect.poll(() => new Studio(next, '').inkedPixels()).toBeGreaterThan(500);
});

/** All but `openpose`, whose network is kept when it is used. */
const offline = PREPROCESSORS.filter(({ name, weights }) => !weights && name !== 'openpose');

test('makes every control map that needs no download without a network', async ({ page, host, context }) => {
  await firstVisit(page, host);
  await context.setOffline(true);
  await host.stop();
  await page.reload();
  const studio = new Studio(page, '');
  const api = await studio.api();
  const made = await api.evaluate(
    async (inkling, names) => {
      const canvas = new OffscreenCanvas(64, 64);
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = 'white';
      pen.fillRect(16, 16, 24, 32);
      const photo = pen.getImageData(0, 0, 64, 64);
      const results: Record<string, string> = {};
      for (const name of names) {
        try {
          const { width, height } = await inkling.preprocess(name, photo);
          results[name] = `${width} x ${height}`;
        } catch (error) {
          results[name] = String(error);
        }
      }
      return results;
    },
    offline.map(({ name }) => name),
  );
  expect(made).toEqual(Object.fromEntries(offline.map(({ name }) => [name, expect.stringMatching(/^\d+ x \d+$/)])));
  const claims = PREPROCESSORS.filter(({ about }) => /offline/i.test(about)).map(({ name }) => name);
  expect(offline.map(({ name }) => name)).toEqual(expect.arrayContaining(claims));
});

test('comes back under its worker after a hard reload, and then needs no network', async ({ page, host, context }) => {
  await firstVisit(page, host);
  const devtools = await context.newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await devtools.send('Page.reload', { ignoreCache: true });
  await loaded;
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

  await context.setOffline(true);
  await host.stop();
  await page.reload();
  const studio = new Studio(page, '');
  await studio.draw(...HOUSE);
  await studio.at('steps').fill('2');
  await studio.generate();
});

/**
 * Chromium takes a hard reload past the worker and every cache, straight to the network. Without one it shows its own error
 * page, whatever a site does; what is asked here is that nothing is lost by it, and that the next plain load comes from the worker.
 */
test('survives a hard reload without a network', async ({ page, host, context }) => {
  const studio = await firstVisit(page, host);
  await studio.draw(...HOUSE);
  const drawing = await studio.shown('draw-paper');
  await expect(studio.at('undo')).toBeEnabled();
  await studio.saved();
  await context.setOffline(true);
  await host.stop();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Page.reload', { ignoreCache: true });
  const shown = (): Promise<string> => page.evaluate(() => location.protocol).catch(() => 'loading');
  await expect.poll(shown, { timeout: 60_000 }).toBe('chrome-error:');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: false });
  await page.goto(host.url);
  await expect(studio.at('draw-canvas')).toBeVisible();
  await expect.poll(() => studio.shown('draw-paper')).toBe(drawing);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await studio.at('steps').fill('2');
  await studio.generate();
});

test.describe('on a host without headers', () => {
  test.use({ hostHeaders: false });

  test('has threads after at most one reload', async ({ page, host }) => {
    let loads = 0;
    page.on('load', () => loads++);
    await page.goto(host.url);
    await expect
      .poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false), { timeout: 60_000 })
      .toBe(true);
    const studio = new Studio(page, '');
    const backend = await (await studio.api()).evaluate((inkling) => inkling.backend());
    expect(loads).toBe(2);
    expect(backend).toMatchObject({ kind: 'wasm' });
  });

  test('does not reload under the hand of somebody who draws', async ({ page, host }) => {
    let loads = 0;
    page.on('load', () => loads++);
    await page.goto(host.url);
    const studio = new Studio(page, '');
    await studio.draw(...HOUSE);
    await studio.api();
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    expect(loads).toBe(1);
    expect(await studio.inkedPixels()).toBeGreaterThan(500);
  });
});

test('a new version waits until it is let in, and loses nothing', async ({ page, host }) => {
  const studio = await firstVisit(page, host);
  await studio.draw(...HOUSE);
  const before = await studio.shown('draw-paper');
  host.publish();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(studio.at('update')).toBeVisible();
  await expect.poll(() => studio.shown('draw-paper')).toBe(before);

  const loaded = page.waitForEvent('load');
  await studio.at('update-reload').click();
  await loaded;
  await expect.poll(() => studio.shown('draw-paper')).toBe(before);
  await expect(studio.at('update')).toBeHidden();
  const waiting = await page.evaluate(
    async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? 'none',
  );
  expect(waiting).toBe('none');
});

test('takes a picture that another app shares', async ({ page, host }) => {
  const studio = await firstVisit(page, host);
  const empty = await studio.shown('draw-paper');
  const ring = png(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 0 : 255)).toString('base64');
  // As the system does it: a form posted to the target, answered by the worker.
  const landed = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const form = new FormData();
    form.append('image', new File([bytes], 'ring.png', { type: 'image/png' }));
    return (await fetch('./share-target', { method: 'POST', body: form })).url;
  }, ring);
  expect(landed).toContain('?shared');
  await page.goto(landed);
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  expect(page.url()).not.toContain('shared');
});

test('can be installed: the manifest says all that browsers ask for', async ({ page, host }) => {
  await page.goto(host.url);
  const manifest = JSON.parse(readFileSync('dist/manifest.webmanifest', 'utf8')) as Manifest;
  expect(manifest.name).toBe('Inkling');
  expect(['standalone', 'fullscreen', 'minimal-ui']).toContain(manifest.display);
  expect(new URL(manifest.start_url, host.url).href).toContain(new URL(manifest.scope, host.url).href);
  const sizes = manifest.icons.map(({ sizes }) => sizes);
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.some(({ purpose }) => purpose?.includes('maskable'))).toBe(true);
  for (const { src } of manifest.icons) expect(existsSync(`dist/${src}`), src).toBe(true);
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Playwright's contexts are private windows, which install nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test("the menu offers to install when the browser does, and passes the browser's question on", async ({
  page,
  host,
}) => {
  await page.goto(host.url);
  const studio = new Studio(page, '');
  await expect(studio.at('draw-canvas')).toBeVisible();
  const install = page.getByTestId('menu-install');
  await page.getByTestId('menu').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expect(install).toBeHidden();
  await page.keyboard.press('Escape');

  // Only Chromium's own windows make this event; private ones, as here, never do.
  const held = await page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: () => {
        document.documentElement.dataset['asked'] = 'yes';
        return Promise.resolve();
      },
      userChoice: Promise.resolve({ outcome: 'accepted' }),
    });
    return !window.dispatchEvent(offer);
  });
  expect(held, "the browser's own banner must not show").toBe(true);
  await page.getByTestId('menu').click();
  await install.click();
  await expect(page.locator('html')).toHaveAttribute('data-asked', 'yes');
  // An offer serves once.
  await page.getByTestId('menu').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expect(install).toBeHidden();
});

test('shortcuts of its icon open the gallery and a new drawing', async ({ page, host }) => {
  await page.goto(`${host.url}?gallery`);
  await expect(page.getByTestId('gallery')).toBeVisible();
  expect(page.url()).not.toContain('gallery');
  await page.keyboard.press('Escape');
  const studio = new Studio(page, '');
  await studio.draw(...HOUSE);
  await studio.saved();
  await page.goto(`${host.url}?new`);
  await expect(studio.at('draw-canvas')).toBeVisible();
  await expect.poll(() => studio.inkedPixels()).toBe(0);
  expect(page.url()).not.toContain('new');
});

interface Manifest {
  readonly name: string;
  readonly display: string;
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
}
