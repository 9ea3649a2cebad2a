// Node only: packs from memory and from the user's disk, sharded sets, folders of packs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { nodeOpfs, NodeFileReaderSync } from '../testing/nodeOpfs.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { diskPack, memoryPack, subPack } from './packFiles.ts';

const shard = (key: string, value: number) => writeSafetensors([{ key, shape: [1], data: new Uint8Array([value]) }]);
const INDEX = JSON.stringify({ weight_map: { a: 'm-1.safetensors', b: 'm-2.safetensors' } });
const FILES = {
  'unet/config.json': '{}',
  'unet/m.safetensors.index.json': INDEX,
  'unet/m-1.safetensors': shard('a', 7),
  'unet/m-2.safetensors': shard('b', 8),
};

afterEach(() => vi.unstubAllGlobals());

test('a sharded set opens as one reader, from the folder of its index', async () => {
  const reader = await subPack(memoryPack('p', FILES), 'unet').tensors('m.safetensors.index.json');
  expect([reader.keys(), ...reader.read('a'), ...reader.read('b')]).toEqual([['a', 'b'], 7, 8]);
});

test('a missing shard is named', async () => {
  const files = Object.fromEntries(Object.entries(FILES).filter(([path]) => !path.endsWith('m-2.safetensors')));
  const opening = memoryPack('p', files).tensors('unet/m.safetensors.index.json');
  await expect(opening).rejects.toMatchObject({ code: 'bad-model', message: 'p: unet/m-2.safetensors is missing' });
});

test('files from the disk are read in place', async () => {
  vi.stubGlobal('FileReaderSync', NodeFileReaderSync);
  const root = mkdtempSync(join(tmpdir(), 'disk-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folder = await nodeOpfs(root).root.getDirectoryHandle('unet', { create: true });
  const files = new Map<string, File>();
  for (const [path, content] of Object.entries(FILES)) {
    writeFileSync(join(root, path), content);
    files.set(path, await (await folder.getFileHandle(path.slice('unet/'.length))).getFile());
  }
  const pack = diskPack('p', files);
  expect([await pack.has('unet/config.json'), await pack.has('vae/config.json')]).toEqual([true, false]);
  expect(await pack.text('unet/config.json')).toBe('{}');
  const reader = await pack.tensors('unet/m-2.safetensors');
  expect([...reader.read('b')]).toEqual([8]);
  reader.close();
  expect(() => reader.read('b')).toThrow('read after close');
  await expect(pack.tensors('vae/x.safetensors')).rejects.toMatchObject({ code: 'bad-model' });
});
