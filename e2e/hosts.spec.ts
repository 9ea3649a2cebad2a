// The built page on any host: the plainest one, each of docs/deploy.md, as a file, and in a frame of another page.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FILE_SENTENCES } from '../scripts/browsers/supportedScript.ts';
import { ISOLATION_HEADERS } from '../scripts/vite/isolation.ts';
import { expect, test } from '@playwright/test';
import { HOUSE, settledIn, Studio } from './studio.ts';
import type { Inkling } from './inkling.ts';
import { staticHost } from './staticHost.ts';

test.use({ serviceWorkers: 'allow' });

test('works below a path, without headers, without a type for wasm and without ranges', async ({ page }) => {
  const asked: string[] = [];
  const host = await staticHost(false, {
    path: '/some/folder/',
    wasmType: false,
    onRequest: (path) => asked.push(path),
  });
  try {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await settledIn(page);
    await page.goto(host.url);
    // The worker brings isolation by one reload.
    await expect
      .poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false), { timeout: 60_000 })
      .toBe(true);
    const studio = new Studio(page, '');
    await studio.draw(...HOUSE);
    await studio.at('steps').fill('2');
    await studio.generate();
    expect(asked.filter((path) => !path.startsWith('/some/folder/') && path !== '/favicon.ico')).toEqual([]);
    // The runtime says that it cannot compile while it loads.
    expect(errors.filter((text) => !/wasm streaming compile failed|ArrayBuffer instantiation/.test(text))).toEqual([]);
  } finally {
    await host.stop();
  }
});

/** `name: value` or `add_header name value always;` */
const headersIn = (file: string): Record<string, string> =>
  Object.fromEntries(
    [...readFileSync(file, 'utf8').matchAll(/^\s+(?:add_header )?([A-Z][\w-]+):? ([\w-]+)(?: always;)?$/gm)].map(
      ([, name, value]) => [name, value],
    ),
  );

for (const file of ['public/_headers', 'deploy/nginx.conf']) {
  test(`is isolated at its first visit by the headers of ${file}`, async ({ page }) => {
    const headers = headersIn(file);
    expect(headers).toMatchObject(ISOLATION_HEADERS);
    const host = await staticHost(headers);
    try {
      await page.goto(host.url);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      await new Studio(page, '').api();
    } finally {
      await host.stop();
    }
  });
}

test('says that it needs a server when it is opened as a file', async ({ page }) => {
  await page.goto(pathToFileURL(resolve('dist/index.html')).href);
  await expect(page.getByRole('alert')).toHaveText(FILE_SENTENCES.en);
});

test('works in a frame of another site, on one thread, and says so', async ({ page }) => {
  const host = await staticHost(false);
  // Another name of this machine is another site.
  const frame = `<iframe src="${host.url}" allow="cross-origin-isolated" style="width:1200px;height:850px"></iframe>`;
  const around = await staticHost(false, { pages: { '/around.html': frame } });
  try {
    let loads = 0;
    page.on('framenavigated', (each) => each.url() === host.url && loads++);
    await page.goto(around.url.replace('localhost', '127.0.0.1') + 'around.html');
    const inside = page.frames()[1];
    await inside.waitForFunction(() => 'inkling' in window);
    await inside.evaluate(() => (window as unknown as { inkling: Inkling }).inkling.ready());
    await inside.getByTestId('backend').click();
    await expect(inside.locator('#backend-details')).toContainText('1 thread');
    await expect(inside.locator('#backend-details')).toContainText('stands in a frame');
    await page.keyboard.press('Escape');
    await inside.getByTestId('prompt').fill('a house');
    await inside.getByTestId('inspector-toggle').click();
    await inside.getByTestId('steps').fill('2');
    await inside.getByTestId('generate').click();
    await expect(inside.getByTestId('download')).toBeEnabled({ timeout: 60_000 });
    expect(loads, 'a reload could not help').toBe(1);
  } finally {
    await around.stop();
    await host.stop();
  }
});

test('is driven by a page of its own origin through <inkling-embed>; one of another origin is told why not', async ({
  page,
}) => {
  const embed = (base: string): string =>
    `<script type="module" src="${base}embed.js"></script><inkling-embed></inkling-embed>`;
  const host = await staticHost(true, { path: '/inkling/', pages: { '/mine.html': embed('/inkling/') } });
  try {
    await page.goto(new URL('/mine.html', host.url).href);
    const made = await page.evaluate(async () => {
      await customElements.whenDefined('inkling-embed');
      const element = document.querySelector('inkling-embed') as HTMLElement & { api(): Promise<Inkling> };
      const { image } = await (await element.api()).generate({ prompt: 'a house', steps: 2, seed: 1 });
      return [image.width, image.height, crossOriginIsolated];
    });
    expect(made).toEqual([128, 128, true]);
    const refused = await page.evaluate(async (src) => {
      const element = document.createElement('inkling-embed') as HTMLElement & { api(): Promise<Inkling> };
      element.setAttribute('src', src);
      document.body.append(element);
      return element.api().then(() => '', (error: unknown) => String(error));
    }, host.url.replace('localhost', '127.0.0.1')); // prettier-ignore
    expect(refused).toContain('another origin');
  } finally {
    await host.stop();
  }
});
