// The hub's answers, in the shape that its documentation and huggingface_hub give them.
import { afterEach, expect, test, vi } from 'vitest';
import { hubFiles, searchHub } from './hub.ts';

const signal = new AbortController().signal;
const answers = (value: unknown, status = 200): ReturnType<typeof vi.fn> => {
  const asked = vi.fn(() =>
    Promise.resolve(new Response(typeof value === 'string' ? value : JSON.stringify(value), { status })),
  );
  vi.stubGlobal('fetch', asked);
  return asked;
};
afterEach(() => vi.unstubAllGlobals());

test('a search keeps what this engine can use, with licence, use and gate', async () => {
  const asked = answers([
    { id: 'a/net', tags: ['controlnet', 'license:openrail'], downloads: 12, gated: false },
    { id: 'a/xl', tags: ['controlnet', 'diffusers:StableDiffusionXLControlNetPipeline'], downloads: 99 },
    { id: 'a/flux-lora', tags: ['lora', 'text-to-image'], downloads: 99 },
    { id: 'a/words', tags: ['text-generation'], downloads: 99 },
    { id: 'b/sd', tags: ['diffusers:StableDiffusionPipeline', 'stable-diffusion'], gated: 'auto' },
    { id: '../evil', tags: ['lora'] },
    null,
    'text',
  ]);
  expect(await searchHub('a b&c', signal)).toEqual([
    { id: 'a/net', licence: 'openrail', downloads: 12, gated: false },
    { id: 'b/sd', licence: '', downloads: 0, gated: true },
  ]);
  const url = new URL(String(asked.mock.calls[0]?.[0]));
  expect(url.origin + url.pathname).toBe('https://huggingface.co/api/models');
  expect(url.searchParams.get('search')).toBe('a b&c');
});

test('a repository in the diffusers layout is offered as a whole, with the size of its lightest parts, and its single files', async () => {
  const file = (path: string, size: number): object => ({ type: 'file', path, size });
  answers([
    file('model_index.json', 500),
    file('unet/diffusion_pytorch_model.safetensors', 3400),
    file('unet/diffusion_pytorch_model.fp16.safetensors', 1700),
    file('vae/diffusion_pytorch_model.safetensors', 330),
    file('text_encoder/model.safetensors', 490),
    file('safety_checker/model.safetensors', 1200),
    file('v1-5-pruned.ckpt', 7700),
    file('README.md', 10),
    { type: 'directory', path: 'unet' },
  ]);
  expect(await hubFiles('a/sd', signal)).toEqual([
    { source: 'a/sd', path: 'a/sd', bytes: 1700 + 330 + 490, folder: true },
    { source: 'a/sd/v1-5-pruned.ckpt', path: 'v1-5-pruned.ckpt', bytes: 7700, folder: false },
  ]);
});

test('a repository of single files lists those of weights', async () => {
  answers([
    { type: 'file', path: 'deep/er/x.safetensors', size: 2 },
    { type: 'file', path: 'y.pth', size: 1 },
  ]);
  expect((await hubFiles('a/b', signal)).map(({ source }) => source)).toEqual([
    'a/b/y.pth',
    'a/b/deep/er/x.safetensors',
  ]);
});

test.each([
  [401, 'login'],
  [403, 'login'],
  [429, 'Try again later'],
  [500, 'Try again later'],
])('status %i is told with what to do', async (status, words) => {
  answers('', status);
  await expect(searchHub('x', signal)).rejects.toMatchObject({
    code: 'download',
    message: `huggingface.co: the server answered ${status}`,
    hint: expect.stringContaining(words) as string,
  });
});

test('no network, and an answer that is no JSON, are errors of the download', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
  await expect(searchHub('x', signal)).rejects.toMatchObject({ message: 'huggingface.co does not answer.' });
  answers('<html>');
  await expect(hubFiles('a/b', signal)).rejects.toMatchObject({ code: 'download' });
  answers({ not: 'a list' });
  expect(await searchHub('x', signal)).toEqual([]);
});

test('an aborted search is no error of the hub', async () => {
  const controller = new AbortController();
  vi.stubGlobal('fetch', () => Promise.reject(new DOMException('gone', 'AbortError')));
  controller.abort();
  await expect(searchHub('x', controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
