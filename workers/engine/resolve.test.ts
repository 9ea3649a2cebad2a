// Files on a real disk: what a failed load has opened must not stay open, or the model cannot be deleted any more.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPack } from '../pipeline/pack.ts';
import { serveFiles, type FileServer } from '../testing/fileServer.ts';
import { nodeOpfs, NodeFileReaderSync } from '../testing/nodeOpfs.ts';
import { deleteStoredPack, listStoredPacks, packsDirectory } from '../weights/store.ts';
import { resolvePack } from './resolve.ts';

const LORA = readFileSync(new URL('../../python/golden/fixtures/lora-kohya/lora.safetensors', import.meta.url));

let folder: string;
let server: FileServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resolve-'));
  const { root } = nodeOpfs(folder);
  const estimate = () => Promise.resolve({ quota: Infinity, usage: 0 });
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(root), estimate } });
  vi.stubGlobal('FileReaderSync', NodeFileReaderSync);
  server = await serveFiles({ 'loras/good.safetensors': new Uint8Array(LORA) });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
});

const resolve = (names: readonly string[]) =>
  resolvePack(
    { base: `${server.url}base/`, loras: names.map((name) => ({ url: `${server.url}loras/${name}`, scale: 1 })) },
    server.url,
    new AbortController().signal,
    () => undefined,
  );

/** Deletes what is stored; rejects where a file is still open. */
async function deleteAll(): Promise<number> {
  const root = await packsDirectory();
  const stored = await listStoredPacks(root);
  for (const { id } of stored) if (root) await deleteStoredPack(root, id);
  return stored.length;
}

test('a LoRA that is missing leaves none of the others open', async () => {
  await expect(resolve(['good.safetensors', 'none.safetensors'])).rejects.toMatchObject({ code: 'bad-model' });
  expect(await deleteAll()).toBe(1);
});

test('a base model that is missing leaves no LoRA open', async () => {
  const { files, controlNets, loras } = await resolve(['good.safetensors']);
  await expect(openPack(files, controlNets, loras)).rejects.toMatchObject({ code: 'bad-model' });
  const [{ weights }] = loras;
  expect(() => weights.read(weights.keys()[0] ?? '')).toThrow('read after close');
  expect(await deleteAll()).toBe(2);
});
