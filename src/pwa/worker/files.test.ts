import { describe, expect, it } from 'vitest';
import { wantedBy } from './files.ts';

const file = (url: string) => ({ url, revision: null });
const STOCK = [
  'ort/ort-wasm-simd-threaded.mjs',
  'ort/ort-wasm-simd-threaded.wasm',
  'ort/ort-wasm-simd-threaded.wasm.gz',
  'ort/ort-wasm-simd-threaded.jspi.wasm.gz',
  'ort/ort-wasm-simd-threaded.asyncify.wasm',
  'ort/ort-wasm-simd-threaded.asyncify.wasm.gz',
  'assets/ort.wasm.min-AAAAAAAA.js',
  'assets/ort.webgpu.min-AAAAAAAA.js',
  'models/softedge-inkling/model.safetensors',
  'models/movenet/movenet-lightning.bin',
].map(file);

describe('wantedBy', () => {
  it('keeps one build of the runtime and the network that ships with the page', () => {
    expect(wantedBy('wasm', STOCK).map(({ url }) => url)).toEqual([
      'ort/ort-wasm-simd-threaded.mjs',
      'ort/ort-wasm-simd-threaded.wasm.gz',
      'assets/ort.wasm.min-AAAAAAAA.js',
      'models/softedge-inkling/model.safetensors',
    ]);
    expect(wantedBy('asyncify', STOCK).map(({ url }) => url)).toEqual([
      'ort/ort-wasm-simd-threaded.asyncify.wasm.gz',
      'assets/ort.webgpu.min-AAAAAAAA.js',
      'models/softedge-inkling/model.safetensors',
    ]);
  });
});
