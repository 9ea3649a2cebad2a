// OpenCV's INTER_AREA on RGB bytes for shrinking: the mean of what an output pixel covers. Pure.
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
  const stride = width * 3;
  const data = new Uint8Array(stride * height);
  if (kx === 2 && ky === 2) return { width, height, data: halves(image, data) };
  const sums = new Int32Array(stride);
  const scale = fround(1 / (kx * ky));
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let i = 0; i < ky; i++) {
      let at = (y * ky + i) * image.width * 3;
      for (let x = 0; x < stride; x += 3) {
        for (let j = 0; j < kx; j++, at += 3) {
          sums[x] += image.data[at];
          sums[x + 1] += image.data[at + 1];
          sums[x + 2] += image.data[at + 2];
        }
      }
    }
    for (let x = 0; x < stride; x++) data[y * stride + x] = roundHalfEven(fround(sums[x] * scale));
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

/** Any ratio: float32 after every step, as OpenCV has it, rows first. */
function areas(image: Rgb, width: number, height: number): Rgb {
  const across = areaTable(image.width, width);
  const down = areaTable(image.height, height);
  const stride = width * 3;
  const data = new Uint8Array(stride * height);
  const row = new Float32Array(stride);
  const sum = new Float32Array(stride);
  let held = -1;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < down.count[y]; i++) {
      const place = down.first[y] + i;
      if (held !== place) resizeRow(image, place, across, row);
      held = place;
      const weight = down.weights[down.at[y] + i];
      if (i === 0) for (let x = 0; x < stride; x++) sum[x] = weight * row[x];
      else for (let x = 0; x < stride; x++) sum[x] += fround(weight * row[x]);
    }
    const to = y * stride;
    for (let x = 0; x < stride; x++) data[to + x] = roundHalfEven(sum[x]);
  }
  return { width, height, data };
}

function resizeRow(image: Rgb, place: number, { first, count, at, weights }: Areas, out: Float32Array): void {
  const { data } = image;
  const row = place * image.width * 3;
  for (let x = 0, to = 0; x < count.length; x++, to += 3) {
    let from = row + first[x] * 3;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let i = at[x]; i < at[x] + count[x]; i++, from += 3) {
      const weight = weights[i];
      red = fround(red + fround(data[from] * weight));
      green = fround(green + fround(data[from + 1] * weight));
      blue = fround(blue + fround(data[from + 2] * weight));
    }
    out[to] = red;
    out[to + 1] = green;
    out[to + 2] = blue;
  }
}

function areaTable(from: number, to: number): Areas {
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

/** cvRound, for what is not negative and at most 255 and a bit. */
function roundHalfEven(x: number): number {
  const floor = Math.trunc(x);
  const rest = x - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor & 1) ? floor + 1 : floor;
  return rounded > 255 ? 255 : rounded;
}
