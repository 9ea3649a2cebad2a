// Files of models that people have: dropped on the page or at an address, recognised, kept, used; and those that are none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { singleFile } from '../workers/testing/singleFile.ts';
import { writeSafetensors } from '../workers/testing/writeSafetensors.ts';
import { expect, test } from './fixtures.ts';
import { readGolden } from './golden.ts';
import { pack } from './inkling.ts';
import { FIXTURES, PACK_HOST, servePacks } from './packs.ts';
import { psnr } from './score.ts';

const FILES = 'https://files.test/';

/** Drops files on the page as from a file manager. */
async function drop(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await page.context().route(`${FILES}**`, (route) => {
    const body = files[decodeURIComponent(new URL(route.request().url()).pathname.slice(1))];
    return route.fulfill({
      status: body ? 200 : 404,
      headers: { 'access-control-allow-origin': '*' },
      body: Buffer.from(body ?? new Uint8Array(0)),
    });
  });
  const data = await page.evaluateHandle(
    async ([base, names]) => {
      const transfer = new DataTransfer();
      for (const name of names) transfer.items.add(new File([await (await fetch(base + name)).blob()], name));
      return transfer;
    },
    [FILES, Object.keys(files)] as const,
  );
  await page.context().unroute(`${FILES}**`);
  await page.locator('body').dispatchEvent('drop', { dataTransfer: data });
}

test('a checkpoint dropped on the page is used, draws what diffusers draws, is there at the next visit, and can be deleted', async ({
  studio,
  page,
}) => {
  const api = await studio.api();
  await drop(page, { 'my model.safetensors': singleFile('sd1') });
  const row = page.getByTestId(/^model-model:/);
  await expect(row).toContainText('In use', { timeout: 90_000 });
  await expect(row).toContainText('my model');
  const { cases, picture } = readGolden('single-sd1');
  const [plain] = cases;
  const made = await studio.make(plain.inputs.request);
  expect(psnr(made, picture(plain.outputs.picture))).toBeGreaterThanOrEqual(50);
  const [record] = await api.evaluate((inkling) => inkling.models());
  expect(record).toMatchObject({ kind: 'checkpoint', family: 'sd1', name: 'my model', kept: true });
  expect(record?.sha256).toMatch(/^[0-9a-f]{64}$/);

  await page.reload();
  await expect(page.getByTestId('backend')).toContainText('WASM', { timeout: 90_000 });
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
  await expect(row).toContainText('In use');
  const remove = page.getByTestId(`delete-${record?.id ?? ''}`);
  await remove.click();
  await expect(page.getByTestId('model-inkling-mini')).toContainText('In use', { timeout: 60_000 });
  await expect(row).toHaveCount(0);
  // Undone, it is in use again; deleted again, it can be put back until the page is opened anew.
  await page.getByTestId('sheet-notice-action').click();
  await expect(row).toContainText('In use', { timeout: 60_000 });
  await expect(page.getByTestId('deleted-models')).toHaveCount(0);
  await remove.click();
  await expect(page.getByTestId('deleted-models')).toContainText('my model');
  await page.reload();
  await expect(page.getByTestId('backend')).toContainText('WASM', { timeout: 90_000 });
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
  await expect(page.getByTestId('model-inkling-mini')).toContainText('In use');
  await expect(page.getByTestId('deleted-models')).toHaveCount(0);
});

test('what is no model of this kind is named; the model in use stays', async ({ studio, page }) => {
  await studio.api();
  const xl = writeSafetensors([
    {
      key: 'conditioner.embedders.0.transformer.text_model.final_layer_norm.bias',
      shape: [2],
      data: new Float32Array(2),
    },
  ]);
  const cut = singleFile('sd2').slice(0, -1);
  await drop(page, {
    'sdxl.safetensors': xl,
    'page.safetensors': new TextEncoder().encode('<!doctype html><title>Sign in</title>'.padEnd(99)),
    'cut.safetensors': cut,
  });
  const failures = page.getByTestId('add-failure');
  await expect(failures).toHaveCount(3);
  await expect(failures.nth(0)).toContainText('sdxl.safetensors is a Stable Diffusion XL checkpoint.');
  await expect(failures.nth(1)).toContainText('page.safetensors is a web page, not a model.');
  await expect(failures.nth(2)).toContainText('cut.safetensors');
  await expect(failures.nth(2)).toContainText('truncated');
  await expect(page.getByTestId('model-inkling-mini')).toContainText('In use');
});

test('a Control-LoRA and a VAE dropped on the page are used by their names, and draw what diffusers draws', async ({
  studio,
  page,
  context,
}) => {
  const api = await studio.api();
  const read = (path: string): Uint8Array => new Uint8Array(readFileSync(join(FIXTURES, 'model-parts', path)));
  await drop(page, {
    'control-lora.safetensors': read('control-lora.safetensors'),
    'vae.safetensors': read('vae.safetensors'),
  });
  await expect(page.getByTestId('added-models')).toContainText('control-lora', { timeout: 60_000 });
  await expect(page.getByTestId('added-models')).toContainText('VAE');
  await servePacks(context);
  await api.evaluate((inkling, base) => inkling.loadPack({ base }), `${PACK_HOST}/pack-sd1/`);
  const { cases, picture } = readGolden('model-parts');
  for (const name of ['control-lora', 'vae', 'plain']) {
    const { inputs, outputs } = cases.find((each) => each.name === name)!;
    const { controls = [], ...rest } = inputs.request;
    const units = controls.map((unit) => ({ ...unit, net: 'control-lora', image: pack(picture(String(unit.image))) }));
    const made = await studio.make({ ...rest, controls: units, ...(name === 'vae' && { vae: 'vae' }) });
    expect.soft(psnr(made, picture(outputs.picture)), name).toBeGreaterThanOrEqual(50);
  }
  const records = await api.evaluate((inkling) => inkling.models());
  for (const { id } of records) await api.evaluate((inkling, gone) => inkling.removeModel(gone), id);
  await expect(api.evaluate((inkling) => inkling.models())).resolves.toEqual([]);
  const plain = cases.find((each) => each.name === 'plain')!;
  expect(psnr(await studio.make(plain.inputs.request), picture(plain.outputs.picture))).toBeGreaterThanOrEqual(50);
});

test('the address of one file is downloaded once and kept; other words for what cannot be had', async ({
  studio,
  page,
  context,
}) => {
  const api = await studio.api();
  const vae = readFileSync(join(FIXTURES, 'model-parts', 'vae.safetensors'));
  let served = 0;
  const headers = { 'access-control-allow-origin': '*' };
  await context.route('https://huggingface.co/**', (route) => {
    if (route.request().url() !== 'https://huggingface.co/owner/name/resolve/main/sub/vae.safetensors')
      return route.fulfill({ status: 404, headers });
    served++;
    return route.fulfill({ status: 200, headers, body: vae });
  });
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
  const load = async (address: string): Promise<void> => {
    await page.getByTestId('model-address').fill(address);
    await page.getByTestId('model-load').click();
  };
  await load('owner/name/sub/none.safetensors');
  const failures = page.getByTestId('add-failure');
  await expect(failures).toContainText('none.safetensors is missing (the server answered 404)');
  await load('http://files.test/vae.safetensors');
  await expect(failures).toContainText('is an http address, which this page may not read.');
  await load('owner/name/sub/vae.safetensors');
  await expect(page.getByTestId('added-models')).toContainText('VAE', { timeout: 30_000 });
  await expect(failures).toHaveCount(0);
  const again = await api.evaluate((inkling) => inkling.addModel('owner/name/sub/vae.safetensors'));
  expect(await api.evaluate((inkling) => inkling.models())).toEqual([again]);
  expect(again).toMatchObject({ kind: 'vae', name: 'vae', kept: true });
  expect(served).toBe(1);
});
