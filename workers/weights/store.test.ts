import { expect, test } from 'vitest';
import { holdsWeights, installedFolders, listStoredPacks, packStore } from './store.ts';
import { urlPack } from './urlPack.ts';

const files = (...paths: string[]) => paths.map((path) => ({ path, complete: true }));
const MODEL = ['model_index.json', 'unet/u.safetensors', 'vae/v.safetensors', 'text_encoder/model.safetensors'];

test('a model is here when the weights of all three parts are, a ControlNet when its own are', () => {
  expect(holdsWeights(files(...MODEL))).toBe(true);
  expect(holdsWeights(files(...MODEL.slice(0, 3)))).toBe(false);
  expect(holdsWeights([...files(...MODEL.slice(0, 3)), { path: MODEL[3] ?? '', complete: false }])).toBe(false);
  expect(holdsWeights(files('config.json', 'diffusion_pytorch_model.safetensors'))).toBe(true);
  expect(holdsWeights(files('config.json'))).toBe(false);
  expect(holdsWeights([])).toBe(false);
});

test('a sharded file is here when every shard is', () => {
  const shard = (number: number) => `unet/u-0000${number}-of-00002.safetensors`;
  const rest = MODEL.filter((path) => !path.startsWith('unet/'));
  expect(holdsWeights(files(...rest, shard(1)))).toBe(false);
  expect(holdsWeights(files(...rest, shard(1), shard(2)))).toBe(true);
});

/** A disk that lets a directory be made and then answers everything with an error, as damaged profiles do. */
function brokenDisk(): FileSystemDirectoryHandle {
  const refuse = (): Promise<never> => Promise.reject(new DOMException('invalid platform file handle', 'UnknownError'));
  const folder = {
    kind: 'directory',
    getFileHandle: refuse,
    getDirectoryHandle: () => Promise.resolve(folder),
    keys: () => ['unet%2Fmodel.safetensors.about'].values(),
    entries: () => [['pack', folder]].values(),
  };
  return folder as unknown as FileSystemDirectoryHandle;
}

test('a disk that answers with errors when it is asked what it has: the pack goes to memory, which is told', async () => {
  const text = { 'unet/config.json': '{"a": 1}' };
  const asked: string[] = [];
  const fetch = ((url: string) => {
    asked.push(url);
    const body = text[url.replace('https://a.example/p/', '') as keyof typeof text];
    return Promise.resolve(new Response(body ?? 'no', { status: body ? 200 : 404 }));
  }) as typeof globalThis.fetch;
  let unkept = 0;
  const store = await packStore('https://a.example/p/', brokenDisk());
  const pack = urlPack('https://a.example/p/', { store, fetch, retryMs: 1, onUnkept: () => (unkept += 1) });
  expect(await pack.text('unet/config.json')).toBe('{"a": 1}');
  expect(unkept).toBe(1);
  expect(await pack.has('unet/config.json')).toBe(true);
});

test('what is on such a disk is not there, and asking is no error', async () => {
  expect(await listStoredPacks(brokenDisk())).toEqual([]);
  expect([...(await installedFolders(brokenDisk()))]).toEqual([]);
  const none = { getDirectoryHandle: () => Promise.reject(new DOMException('no', 'UnknownError')) };
  expect((await packStore('x', none as unknown as FileSystemDirectoryHandle)).kind).toBe('memory');
});
