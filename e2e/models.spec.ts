// Choosing a model: the known ones with what they cost, any folder by its address, and nothing lost when one cannot be had.
import { readdirSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { PACK_HOST, servePacks } from './packs.ts';
import { HOUSE } from './studio.ts';

test.beforeEach(async ({ studio, page }) => {
  await studio.api();
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
});

test('lists known models, with size and licence, and says which is in use', async ({ page }) => {
  const own = page.getByTestId('model-inkling-mini');
  await expect(own).toContainText('In use');
  await expect(own).toContainText('MB');
  const large = page.getByTestId('model-stable-diffusion-v1-5/stable-diffusion-v1-5');
  await expect(large).toContainText('CreativeML Open RAIL-M');
  await expect(large.getByRole('button')).toContainText('2.9 GB');
});

test('says why a model cannot be loaded, and goes on with the one in use', async ({ studio, page }) => {
  await page.getByTestId('model-address').fill(new URL('./models/none/', page.url()).href);
  await page.getByTestId('model-load').click();
  await expect(page.getByTestId('model-failure')).toContainText('missing');
  await expect(page.getByTestId('model-inkling-mini')).toContainText('In use');
  await page.keyboard.press('Escape');
  await studio.at('prompt').fill('a red apple');
  await studio.at('steps').fill('2');
  await studio.generate();
});

test('loads a folder from the disk, for this visit; one that holds no model is refused', async ({ studio, page }) => {
  await page.getByTestId('model-folder').setInputFiles('public/models/softedge-inkling');
  await expect(page.getByTestId('model-failure')).toContainText('holds no model_index.json');
  await page.getByTestId('model-folder').setInputFiles('public/models/inkling-mini');
  await expect(page.getByTestId('models')).toContainText('is in use, from its folder', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('steps').fill('2');
  await studio.at('seed').fill('7');
  const picture = await studio.generate();
  await page.reload();
  await expect(page.getByTestId('backend')).toContainText('WASM', { timeout: 60_000 });
  await studio.at('seed').fill('7');
  expect(await studio.generate(), 'the same weights from elsewhere').toBe(picture);
});

test('a folder dropped on the page is used where it lies, and asked for again at the next visit', async ({ page }) => {
  const root = 'public/models/inkling-mini';
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path));
  // A folder that the browser knows by a handle: its own file system has the only one that a test can have.
  await page.evaluate(async (paths) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('my model', { create: true });
    for (const path of paths) {
      const parts = path.split('/');
      let at = folder;
      for (const part of parts.slice(0, -1)) at = await at.getDirectoryHandle(part, { create: true });
      const file = await (await at.getFileHandle(parts.at(-1) ?? '', { create: true })).createWritable();
      await file.write(await (await fetch(`models/inkling-mini/${path}`)).blob());
      await file.close();
    }
    type Handle = FileSystemDirectoryHandle | FileSystemFileHandle;
    const entryOf = (handle: Handle): object => ({
      name: handle.name,
      isDirectory: handle.kind === 'directory',
      file: (done: (file: File) => void) => void (handle as FileSystemFileHandle).getFile().then(done),
      createReader: () => {
        let read = false;
        return {
          readEntries: async (done: (entries: object[]) => void) => {
            const entries: object[] = [];
            if (!read)
              for await (const each of (handle as FileSystemDirectoryHandle).values()) entries.push(entryOf(each));
            read = true;
            done(entries);
          },
        };
      },
    });
    const item = { kind: 'file', webkitGetAsEntry: () => entryOf(folder), getAsFileSystemHandle: async () => folder };
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(drop, 'dataTransfer', { value: { items: [item], files: [], types: ['Files'] } });
    document.body.dispatchEvent(drop);
  }, paths);
  await expect(page.getByTestId('models')).toContainText('is in use, from its folder', { timeout: 60_000 });
  await page.reload();
  await expect(page.getByTestId('backend')).toContainText('WASM', { timeout: 60_000 });
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
  await page.getByTestId('model-folder-again').click();
  await expect(page.getByTestId('models')).toContainText('is in use, from its folder', { timeout: 60_000 });
  await expect(page.getByTestId('model-folder-again')).toHaveCount(0);
});

test('loads a folder by its address, and again at the next visit', async ({ page }) => {
  const folder = new URL('./models/inkling-mini/', page.url()).href;
  await page.getByTestId('model-address').fill(folder);
  await page.getByTestId('model-load').click();
  await expect(page.getByTestId(`model-${folder}`)).toContainText('In use', { timeout: 60_000 });
  await page.reload();
  await expect(page.getByTestId('backend')).toContainText('WASM', { timeout: 60_000 });
  await page.getByTestId('menu').click();
  await page.getByTestId('menu-models').click();
  await expect(page.getByTestId(`model-${folder}`)).toContainText('In use');
});

test('a model that is on this device says so; deleted, it is never fetched again unasked', async ({
  page,
  context,
}) => {
  await servePacks(context);
  const folder = `${PACK_HOST}/pack-sd1/`;
  const row = page.getByTestId(`model-${folder}`);
  const own = page.getByTestId('model-inkling-mini');
  const open = async (sheet: 'models' | 'storage'): Promise<void> => {
    await page.getByTestId('menu').click();
    await page.getByTestId(`menu-${sheet}`).click();
  };
  await page.getByTestId('model-address').fill(folder);
  await page.getByTestId('model-load').click();
  await expect(row).toContainText('In use', { timeout: 60_000 });
  await own.getByRole('button').click();
  await expect(own).toContainText('In use', { timeout: 60_000 });
  await expect(row.getByRole('button'), 'it stays in the list').toHaveText('Use');
  await row.getByRole('button').click();
  await expect(row).toContainText('In use', { timeout: 60_000 });
  await page.keyboard.press('Escape');

  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(PACK_HOST)) fetched.push(request.url());
  });
  await open('storage');
  const kept = page.getByTestId('kept-model').filter({ hasText: 'pack-sd1' });
  await kept.getByTestId('kept-model-delete').click();
  await kept.getByTestId('kept-model-delete').click();
  await expect(kept).toBeHidden();
  await page.keyboard.press('Escape');
  await open('models');
  await expect(own, 'the one that ships with the page takes its place').toContainText('In use', { timeout: 60_000 });
  await expect(row).toBeHidden();
  await page.reload();
  await open('models');
  await expect(own).toContainText('In use', { timeout: 60_000 });
  expect(fetched).toEqual([]);
});
