// The engine on the real runtime and real files: what is loaded stays loaded until another pack can be used.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveFiles, type FileServer } from '../testing/fileServer.ts';
import { readGolden } from '../testing/golden.ts';
import { nodeOpfs, NodeFileReaderSync } from '../testing/nodeOpfs.ts';
import type { EngineApi, LoadProgress } from './api.ts';
import { createEngine } from './engine.ts';

const FIXTURE = readGolden('pack-sd1').folder;
const RUNTIME_FILES = dirname(fileURLToPath(import.meta.resolve('onnxruntime-web/wasm')));

let folder: string;
let server: FileServer;
let engine: EngineApi;

const context = (signal = new AbortController().signal) => ({ signal, progress: () => undefined });
const base = (name: string) => ({ base: `${server.url}${name}/` });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
  symlinkSync(RUNTIME_FILES, join(folder, 'ort'));
  const { root } = nodeOpfs(join(folder, 'opfs-'));
  const storage = { getDirectory: () => Promise.resolve(root), estimate: () => Promise.resolve({ usage: 0 }) };
  vi.stubGlobal('navigator', { storage, hardwareConcurrency: 1 });
  vi.stubGlobal('FileReaderSync', NodeFileReaderSync);
  const paths = readdirSync(FIXTURE, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(new URL(path, FIXTURE)).isFile() && !path.startsWith('golden'));
  server = await serveFiles(
    Object.fromEntries(
      ['a', 'b'].flatMap((name) =>
        files.map((path) => [`${name}/${path}`, new Uint8Array(readFileSync(new URL(path, FIXTURE)))]),
      ),
    ),
  );
  engine = createEngine();
  await engine.start({ backend: 'wasm', precision: 'fp32', assets: `${pathToFileURL(folder).href}/` }, context());
});

afterEach(async () => {
  await engine.unload(null, context());
  await server.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllGlobals();
});

/** Names of the packs of this server: what is loaded, what lies here. */
async function known(): Promise<{ readonly loaded: readonly string[]; readonly installed: readonly string[] }> {
  const packs = (await engine.packs(null, context())).filter(({ id }) => id.startsWith(server.url));
  const names = (wanted: (typeof packs)[number][]) => wanted.map(({ id }) => id.split('/').at(-2) ?? '').sort();
  return {
    loaded: names(packs.filter(({ loaded }) => loaded)),
    installed: names(packs.filter(({ installed }) => installed)),
  };
}

test('a pack that cannot be opened, or is cancelled while it compiles, leaves the one before loaded', async () => {
  await engine.loadPack(base('a'), context());
  server.files.delete('b/unet/diffusion_pytorch_model.safetensors');
  await expect(engine.loadPack(base('b'), context())).rejects.toMatchObject({ code: 'bad-model' });
  expect((await known()).loaded).toEqual(['a']);

  server.files.set('b/unet/diffusion_pytorch_model.safetensors', new Uint8Array(readFileSync(new URL('unet/diffusion_pytorch_model.safetensors', FIXTURE)))); // prettier-ignore
  await engine.deletePack({ id: (await stored('b')) ?? '' }, context());
  const stop = new AbortController();
  const progress = ({ stage }: LoadProgress): void => {
    if (stage === 'compile') stop.abort();
  };
  await expect(engine.loadPack(base('b'), { signal: stop.signal, progress })).rejects.toThrow();
  expect(stop.signal.aborted).toBe(true);
  expect(await known()).toEqual({ loaded: ['a'], installed: ['a', 'b'] });
});

test('deleting another stored model leaves the loaded one alone; deleting its own unloads it', async () => {
  await engine.loadPack(base('b'), context());
  await engine.loadPack(base('a'), context());
  expect(await known()).toEqual({ loaded: ['a'], installed: ['a', 'b'] });

  const b = (await stored('b')) ?? '';
  expect(await engine.usesPack({ id: b, ref: base('a') }, context())).toBe(false);
  await engine.deletePack({ id: b }, context());
  expect(await known()).toEqual({ loaded: ['a'], installed: ['a'] });

  const a = (await stored('a')) ?? '';
  expect(await engine.usesPack({ id: a, ref: base('a') }, context())).toBe(true);
  await engine.deletePack({ id: a }, context());
  expect(await known()).toEqual({ loaded: [], installed: [] });
});

async function stored(name: string): Promise<string | undefined> {
  const packs = await engine.storedPacks(null, context());
  return packs.find(({ url }) => url === base(name).base)?.id;
}
