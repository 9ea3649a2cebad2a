import { readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EMBEDDED, FIRST_BYTES } from './embedded.ts';

it('is what the model’s own file says', () => {
  const text = readFileSync(new URL('../../public/models/inkling-mini/inkling.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject(EMBEDDED);
});

it('says what the first picture costs', () => {
  const folder = new URL('../../public/models/inkling-mini/', import.meta.url);
  const parts = ['unet', 'vae', 'controlnet-scribble'].map((part) => `${part}/diffusion_pytorch_model.safetensors`);
  const weights = [...parts, 'text_encoder/model.safetensors'].reduce(
    (sum, path) => sum + statSync(new URL(path, folder)).size,
    0,
  );
  // The runtime (3.7 MB) and scripts come on top.
  expect(FIRST_BYTES - weights).toBeGreaterThan(3.5e6);
  expect(FIRST_BYTES - weights).toBeLessThan(5e6);
});
