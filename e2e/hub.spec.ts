// Models from the hub: whole over a bad connection, paused and gone on with, searched for, offered where a map has no net.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { singleFile } from '../workers/testing/singleFile.ts';
import { expect, test } from './fixtures.ts';
import { type Fault, hubStandIn, type StandIn } from './hubStandIn.ts';
import { FIXTURES } from './packs.ts';
import { HOUSE } from './studio.ts';

const VAE = readFileSync(join(FIXTURES, 'model-parts', 'vae.safetensors'));
const SHA256 = createHash('sha256').update(VAE).digest('hex');
const HALF = VAE.length >> 1;

let hub: StandIn;
test.beforeAll(async () => {
  hub = await hubStandIn();
});
test.afterAll(() => hub.stop());

const address = (path: string): string => `${hub.url}owner/name/resolve/main/${path}`;

async function models(page: Page): Promise<void> {
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
}

test('a file arrives whole over connections that break, servers that are busy, refuse ranges or have another file', async ({
  studio,
}) => {
  const api = await studio.api();
  const ways: Readonly<Record<string, readonly Fault[]>> = {
    'busy then broken': [
      { kind: 'status', status: 429, retryAfter: 1 },
      { kind: 'stop', after: HALF },
    ],
    'no ranges': [
      { kind: 'stop', after: HALF },
      { kind: 'status', status: 403, ranges: 'only' },
    ],
    'changed in between': [
      { kind: 'stop', after: HALF },
      { kind: 'changed', etag: '"2"' },
    ],
  };
  for (const [name, faults] of Object.entries(ways)) {
    const path = `${name.replaceAll(' ', '-')}.safetensors`;
    hub.files.set(path, VAE);
    hub.faults.set(path, [...faults]);
    const record = await api.evaluate((inkling, url) => inkling.addModel(url), address(path));
    expect(record, name).toMatchObject({ kind: 'vae', sha256: SHA256, bytes: VAE.length });
    expect(hub.faults.get(path), name).toEqual([]);
    await api.evaluate((inkling, id) => inkling.removeModel(id), record.id);
  }
  const wrong = await api.evaluate(
    (inkling, url) =>
      inkling.addModel(url, { sha256: '0'.repeat(64) }).then(
        () => '',
        (error: unknown) => String(error),
      ),
    address('no-ranges.safetensors'),
  );
  expect(wrong).toContain('no-ranges.safetensors does not have the listed SHA-256');
  expect(await api.evaluate((inkling) => inkling.models())).toEqual([]);
});

test('a download is paused, is there after a reload, and goes on where it stopped', async ({ studio, page }) => {
  await studio.api();
  hub.files.set('paused.safetensors', VAE);
  hub.faults.set('paused.safetensors', [{ kind: 'stall', after: HALF }]);
  await models(page);
  await page.getByTestId('model-address').fill(address('paused.safetensors'));
  await page.getByTestId('model-load').click();
  await expect(page.getByTestId('add-progress')).toContainText('Downloading paused.safetensors: 0.1 MB of 0.1 MB');
  await page.getByTestId('add-cancel').click();
  const unfinished = page.getByTestId('unfinished-models');
  await expect(unfinished).toContainText('paused.safetensors');
  await page.reload();
  await studio.api();
  await models(page);
  await expect(unfinished).toContainText('0.1 MB have arrived');
  hub.asked.length = 0;
  await unfinished.getByRole('button', { name: 'Go on downloading paused.safetensors' }).click();
  await expect(page.getByTestId('added-models')).toContainText('paused');
  await expect(unfinished).toHaveCount(0);
  expect(hub.asked).toEqual([`bytes=${HALF}-`]);

  // The page can choose it, also at the next visit, without anybody looking at the list.
  await page.keyboard.press('Escape');
  const more = page.getByTestId('settings-more').locator('summary');
  await more.click();
  await page.getByTestId('vae').selectOption('paused');
  await studio.saved();
  await page.reload();
  await studio.api();
  await expect(page.getByTestId('vae')).toHaveValue('paused'); // what is set is unfolded
  await models(page);
  await page.getByTestId('added-models').getByRole('button', { name: 'Delete paused' }).click();
  await expect(page.getByTestId('deleted-models')).toContainText('paused');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('vae').locator('option:checked')).toHaveText('paused: not on this device');
});

/** The hub's JSON interface and its files at their real addresses. */
async function serveHub(context: BrowserContext): Promise<string[]> {
  const asked: string[] = [];
  const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };
  await context.route('https://huggingface.co/**', (route) => {
    const { pathname, search } = new URL(route.request().url());
    asked.push(`${route.request().method()} ${pathname}${search}`);
    const json = (value: unknown): Promise<void> => route.fulfill({ headers, json: value });
    if (pathname === '/api/models') {
      return json([
        { id: 'owner/name', tags: ['license:mit', 'stable-diffusion'], downloads: 1234 },
        { id: 'owner/xl', tags: ['stable-diffusion-xl'], downloads: 9999 },
      ]);
    }
    if (pathname.endsWith('/tree/main')) return json([{ type: 'file', path: 'vae.safetensors', size: VAE.length }]);
    if (pathname.includes('/paths-info/')) return json([{ size: VAE.length, lfs: { oid: SHA256 } }]);
    if (pathname.endsWith('/vae.safetensors')) return route.fulfill({ headers, body: VAE });
    // Whatever else is asked for has another hash than the catalogue says.
    return route.fulfill({ headers, body: VAE });
  });
  return asked;
}

test('a search shows licence, size and files before anything is fetched; what is fetched has the hash that the hub names', async ({
  studio,
  page,
  context,
}) => {
  await studio.api();
  const asked = await serveHub(context);
  await models(page);
  await page.getByTestId('hub').locator('summary').click();
  await page.getByTestId('hub-words').fill('vae');
  expect(asked).toEqual([]);
  await page.getByTestId('hub-words').press('Enter');
  const found = page.getByTestId('hub-owner/name');
  await expect(found).toContainText('licence: mit · 1,234 downloads');
  await expect(page.getByTestId('hub-found').locator('> li')).toHaveCount(1);
  await found.getByRole('button', { name: 'Show the files of owner/name' }).click();
  await found.getByRole('button', { name: 'Download, 0.1 MB: vae.safetensors' }).click();
  await expect(page.getByTestId('added-models')).toContainText(SHA256.slice(0, 10));
  expect(asked.map((each) => each.split('?')[0])).toEqual([
    'GET /api/models',
    'GET /api/models/owner/name/tree/main',
    'POST /api/models/owner/name/paths-info/main',
    'GET /owner/name/resolve/main/vae.safetensors',
  ]);
});

test('a map without a net of its kind is offered one on the spot; what arrives with another hash is refused', async ({
  studio,
  page,
  context,
}) => {
  const api = await studio.api();
  const asked = await serveHub(context);
  const bytes = Buffer.from(singleFile('sd1')).toString('base64');
  await api.evaluate(async (inkling, text) => {
    const blob = await (await fetch(`data:application/octet-stream;base64,${text}`)).blob();
    const { id } = await inkling.addModel(blob, { name: 'mine' });
    await inkling.loadPack({ id });
  }, bytes);
  await studio.draw(...HOUSE);
  await page.getByTestId('control-panel').locator('summary').first().click();
  const offer = page.getByTestId('net-offer');
  await expect(offer).toContainText('This map goes best with ControlNet scribble (light) (136 MB).');
  await offer.getByRole('button', { name: 'Get it' }).click();
  await expect(page.getByTestId('notice')).toContainText('does not have the listed SHA-256');
  await models(page);
  await expect(page.getByTestId('add-failure')).toContainText('does not have the listed SHA-256');
  const before = asked.length;
  await page.getByTestId('add-again').click();
  await expect.poll(() => asked.length).toBeGreaterThan(before);
  await expect(page.getByTestId('add-failure')).toContainText('does not have the listed SHA-256');
  await page.getByTestId('catalogue').locator('summary').click();
  const entry = page.getByTestId('get-scribble-light');
  await expect(entry).toContainText('136 MB · OpenRAIL');
  await expect(entry.getByRole('button')).toBeEnabled();
});
