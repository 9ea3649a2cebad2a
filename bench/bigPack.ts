// A pack with a gigabyte of random weights, written to a folder: a golden fixture whose UNet is made wide.
import { closeSync, cpSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buildContext } from '../workers/models/context.ts';
import { buildStep } from '../workers/models/step.ts';
import { parseUNetConfig } from '../workers/models/unetConfig.ts';
import type { WeightPart } from '../workers/onnx/graph.ts';
import { SHORT } from './short.ts';

const WIDE = {
  block_out_channels: SHORT ? [64, 64, 64] : [512, 1024, 1280],
  norm_num_groups: 32,
  attention_head_dim: 8,
};

/** Copies `fixture` to `folder` with the wide UNet; returns the bytes of its weight file. */
export function writeBigPack(fixture: string, folder: string): number {
  cpSync(fixture, folder, {
    recursive: true,
    filter: (path) => !/unet\/.*safetensors$|golden\.|controlnet/.test(path),
  });
  const config = edit(join(folder, 'unet/config.json'), (original) => ({ ...original, ...WIDE }));
  // Its nets would not fit.
  edit(join(folder, 'model_index.json'), (index) =>
    Object.fromEntries(Object.entries(index).filter(([key]) => !key.startsWith('controlnet'))),
  );
  const unet = parseUNetConfig(config);
  const target = { backend: 'webgpu', precision: 'fp16' } as const;
  const common = { unet, controlNets: [], tokens: 77, target };
  const graphs = [
    buildStep({ ...common, guidance: true, rescale: false, height: 8, width: 8 }),
    buildContext({ ...common, batch: 2 }),
  ];
  const parts = graphs.flatMap(({ weights }) => weights.flatMap((weight) => weight.parts));
  return writeRandom(join(folder, 'unet/diffusion_pytorch_model.safetensors'), parts);
}

function edit(path: string, change: (json: object) => object): object {
  const changed = change(JSON.parse(readFileSync(path, 'utf8')) as object);
  writeFileSync(path, JSON.stringify(changed));
  return changed;
}

function writeRandom(path: string, parts: readonly WeightPart[]): number {
  const shapes = new Map(parts.map(({ key, shape }) => [key.replace(/^unet\//, ''), shape]));
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [key, shape] of shapes) {
    const start = end;
    end += 2 * shape.reduce((a, b) => a * b, 1);
    header[key] = { dtype: 'F16', shape, data_offsets: [start, end] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const file = openSync(path, 'w');
  writeSync(file, length);
  writeSync(file, json);
  for (let written = 0; written < end;) {
    written += writeSync(file, noise, 0, Math.min(noise.length, end - written));
  }
  closeSync(file);
  return end;
}

/** Halves of +-0.008 to +-0.016, which no compression would shrink. */
const noise = new Uint8Array(
  Uint16Array.from({ length: 2 ** 22 }, () => (Math.floor(Math.random() * 0x10000) & 0x83ff) | 0x2000).buffer,
);
