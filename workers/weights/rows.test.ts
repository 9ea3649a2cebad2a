// Tensors by rows: the same bytes as in one piece, through every reader that lies over another, and as halves.
import { expect, it } from 'vitest';
import { overlay } from './overlay.ts';
import { netReader } from './modelPart.ts';
import { diskPack } from '../testing/diskPack.ts';
import { readGolden, readWeights } from '../testing/golden.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { joinReaders, safetensorsReader } from './reader.ts';
import { memorySource } from './source.ts';
import type { TensorReader } from './types.ts';
import { loadWeight } from './virtualFile.ts';

/** All rows, `step` at a time; null where the reader gives none. */
function pieced(reader: TensorReader, key: string, step: number): Uint8Array | null {
  const [count = 1] = reader.info(key)?.shape ?? [];
  const pieces: number[] = [];
  for (let first = 0; first < count; first += step) {
    const rows = reader.rows?.(key, first, Math.min(count, first + step));
    if (!rows) return null;
    pieces.push(...rows);
  }
  return Uint8Array.from(pieces);
}

it.each([1, 3])('a Control-LoRA over a UNet, %i rows at a time', async (step) => {
  const unet = await diskPack('sd1', readGolden('pack-sd1').folder).tensors('unet/diffusion_pytorch_model.safetensors');
  const file = readWeights(readGolden('model-parts').folder, 'control-lora.safetensors');
  const net = netReader({ ...file, metadata: {} }, 'net', unet);
  const laid = overlay(joinReaders({}));
  laid.adopt('controlnet.net', net);
  let compared = 0;
  for (const key of net.keys()) {
    const rows = pieced(laid.reader, `controlnet.net/${key}`, step);
    if (rows) expect(rows, key).toEqual(Uint8Array.from(net.read(key)));
    if (rows) compared++;
  }
  expect(compared).toBe(net.keys().length);
});

it.each([
  [false, 1],
  [true, 1],
  [true, 0.5],
])('halves of a large matrix, transposed: %s, times %d', (transpose, scale) => {
  const shape = [700, 601];
  const data = Float32Array.from({ length: 700 * 601 }, (_, i) => Math.sin(i));
  const reader = joinReaders({
    unet: safetensorsReader(memorySource('f', writeSafetensors([{ key: 'a', shape, data }]))),
  });
  const part = { key: 'unet/a', shape, transpose, scale };
  const weight = { name: 'a', dtype: 'float16' as const, shape, parts: [part], axis: 0 };
  const whole: TensorReader = { ...reader, rows: () => undefined };
  let asked = 0;
  const counted: TensorReader = { ...reader, rows: (...args) => (asked++, reader.rows?.(...args)) };
  expect(Buffer.compare(loadWeight(weight, counted), loadWeight(weight, whole))).toBe(0);
  expect(asked).toBeGreaterThan(1);
});
