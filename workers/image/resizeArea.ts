// OpenCV's INTER_AREA on RGB bytes for shrinking: the mean of what an output pixel covers. Pure.
import { type Scratch, takeScratch } from './simd/scratch.ts';
import type { Rgb } from './types.ts';

const { fround } = Math;

export function resizeArea(image: Rgb, width: number, height: number): Rgb {
  const kx = image.width / width;
  const ky = image.height / height;
  return Number.isInteger(kx) && Number.isInteger(ky) ? boxes(image, kx, ky) : areas(image, width, height);
}

/** Whole ratios: integer sums over boxes. */
function boxes(image: Rgb, kx: number, ky: number): Rgb {
  const width = image.width / kx;
  const height = image.height / ky;
  const from = image.width * 3;
  const stride = width * 3;
  const data = new Uint8Array(stride * height);
  if (kx === 2 && ky === 2) return { width, height, data: halves(image, data) };
  const { kernels, at, u8 } = takeScratch([from, 4 * from, 4 * stride, stride]);
  const [line, sums, means, out] = at;
  const scale = fround(1 / (kx * ky));
  for (let y = 0; y < height; y++) {
    u8.fill(0, sums, sums + 4 * from);
    for (let row = y * ky; row < (y + 1) * ky; row++) {
      u8.set(image.data.subarray(row * from, (row + 1) * from), line);
      kernels.addBytes(line, sums, sums + 4 * from);
    }
    kernels.boxRow(sums, means, means + 4 * stride, 12 * kx, scale);
    kernels.roundRow(means, out, out + stride);
    data.set(u8.subarray(out, out + stride), y * stride);
  }
  return { width, height, data };
}

/** The ratio 2, which OpenCV rounds half up. */
function halves({ width, height, data }: Rgb, out: Uint8Array): Uint8Array {
  const stride = width * 3;
  for (let y = 0, to = 0; y < height; y += 2) {
    const end = (y + 1) * stride;
    for (let a = y * stride, b = end; a < end; a += 6, b += 6, to += 3) {
      out[to] = (data[a] + data[a + 3] + data[b] + data[b + 3] + 2) >> 2;
      out[to + 1] = (data[a + 1] + data[a + 4] + data[b + 1] + data[b + 4] + 2) >> 2;
      out[to + 2] = (data[a + 2] + data[a + 5] + data[b + 2] + data[b + 5] + 2) >> 2;
    }
  }
  return out;
}

/** OpenCV's DecimateAlpha table: output place k reads `count[k]` places from `first[k]` on, with weights from `at[k]` on. */
interface Areas {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly at: Int32Array;
  readonly weights: Float32Array;
}

/** Any ratio, rows first. */
function areas(image: Rgb, width: number, height: number): Rgb {
  const across = areaTable(image.width, width);
  const down = areaTable(image.height, height);
  const from = image.width * 3;
  const stride = width * 3;
  const data = new Uint8Array(stride * height);
  const memory = takeScratch([from, 8 * width + 4 * across.weights.length, 4 * stride, 4 * stride, stride]);
  const { kernels, u8 } = memory;
  const [line, table, row, sum, out] = memory.at;
  writeTable(memory, across);
  let held = -1;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < down.count[y]; i++) {
      const place = down.first[y] + i;
      if (held !== place) {
        u8.set(image.data.subarray(place * from, (place + 1) * from), line);
        kernels.areaRow(line, table, row, row + 4 * stride);
      }
      held = place;
      const weight = down.weights[down.at[y] + i];
      if (i === 0) kernels.weighRow(row, sum, sum + 4 * stride, weight);
      else kernels.addWeighed(row, sum, sum + 4 * stride, weight);
    }
    kernels.roundRow(sum, out, out + stride);
    data.set(u8.subarray(out, out + stride), y * stride);
  }
  return { width, height, data };
}

/** For each output place where its pixels begin in the line, the length of its weights in bytes, and they. */
function writeTable({ at, i32, f32 }: Scratch, { first, count, at: start, weights }: Areas): void {
  let entry = at[1] >> 2;
  for (let x = 0; x < first.length; x++) {
    i32[entry] = 3 * first[x];
    i32[entry + 1] = 4 * count[x];
    f32.set(weights.subarray(start[x], start[x] + count[x]), entry + 2);
    entry += 2 + count[x];
  }
}

export function areaTable(from: number, to: number): Areas {
  const scale = from / to;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const at = new Int32Array(to);
  const weights: number[] = [];
  for (let k = 0; k < to; k++) {
    const start = k * scale;
    const end = start + scale;
    const cell = Math.min(scale, from - start);
    const whole = Math.min(Math.ceil(start), from - 1);
    const stop = Math.min(Math.floor(end), from - 1);
    const begin = Math.min(whole, stop);
    at[k] = weights.length;
    first[k] = begin;
    if (begin - start > 1e-3) {
      first[k] = begin - 1;
      weights.push((begin - start) / cell);
    }
    for (let place = begin; place < stop; place++) weights.push(1 / cell);
    if (end - stop > 1e-3) weights.push(Math.min(Math.min(end - stop, 1), cell) / cell);
    count[k] = weights.length - at[k];
  }
  return { first, count, at, weights: Float32Array.from(weights) };
}
