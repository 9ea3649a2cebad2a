// Files of models that people have: dropped on the page, recognised, kept, used; and those that are none.
import type { Page } from '@playwright/test';
import { singleFile } from '../workers/testing/singleFile.ts';
import { writeSafetensors } from '../workers/testing/writeSafetensors.ts';
import { expect, test } from './fixtures.ts';
import { readGolden } from './golden.ts';
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
  await remove.click();
  await expect(page.getByTestId('model-inkling-mini')).toContainText('In use', { timeout: 60_000 });
  await expect(row).toHaveCount(0);
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
