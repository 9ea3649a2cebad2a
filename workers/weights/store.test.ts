import { expect, test } from 'vitest';
import { holdsWeights } from './store.ts';

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
