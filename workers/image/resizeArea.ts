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
  const from = image.width * 3;
  const data = new Uint8Array(3 * width * height);
  if (kx === 2 && ky === 2) return { width, height, data: halves(image, data) };
  const bytes = image.data;
  const scale = fround(1 / (kx * ky));
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let row = y * ky * from + x * kx * 3, i = 0; i < ky; row += from, i++) {
        for (let at = row; at < row + 3 * kx; at += 3) {
          red += bytes[at];
          green += bytes[at + 1];
          blue += bytes[at + 2];
        }
      }
      data[to] = roundHalfEven(fround(red * scale));
      data[to + 1] = roundHalfEven(fround(green * scale));
      data[to + 2] = roundHalfEven(fround(blue * scale));
    }
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

/** What float32 sums may differ from exact ones by, generously. */
const FLOAT_ERROR = 1e-3;

/** Any ratio, rows first. */
function areas(image: Rgb, width: number, height: number): Rgb {
  const across = areaTable(image.width, width);
  const down = areaTable(image.height, height);
  const stride = width * 3;
  const data = new Uint8Array(stride * height);
  const row = new Float64Array(stride);
  const sum = new Float64Array(stride);
  let held = -1;
  for (let y = 0; y < height; y++) {
    sum.fill(0);
    for (let i = 0; i < down.count[y]; i++) {
      const place = down.first[y] + i;
      if (held !== place) resizeRow(image, place, across, row);
      held = place;
      addWeighted(row, down.weights[down.at[y] + i], sum);
    }
    const to = y * stride;
    for (let x = 0; x < stride; x++) {
      const value = sum[x] + 0.5;
      const byte = value | 0;
      const rest = value - byte;
      // OpenCV sums in float32, which matters only next to a half.
      const near = rest < FLOAT_ERROR || rest > 1 - FLOAT_ERROR;
      data[to + x] = near ? inFloats(image, x, across, down, y) : byte;
    }
  }
  return { width, height, data };
}

function addWeighted(row: Float64Array, weight: number, sum: Float64Array): void {
  const length = sum.length;
  for (let x = 0; x < length; x++) sum[x] += weight * row[x];
}

function resizeRow(image: Rgb, place: number, { first, count, at, weights }: Areas, out: Float64Array): void {
  const { data } = image;
  const row = place * image.width * 3;
  const width = count.length;
  for (let x = 0, to = 0; x < width; x++, to += 3) {
    let from = row + first[x] * 3;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let i = at[x], end = i + count[x]; i < end; i++, from += 3) {
      const weight = weights[i];
      red += data[from] * weight;
      green += data[from + 1] * weight;
      blue += data[from + 2] * weight;
    }
    out[to] = red;
    out[to + 1] = green;
    out[to + 2] = blue;
  }
}

/** One value with float32 after every step, as OpenCV has it. `x` counts values, not pixels. */
function inFloats(image: Rgb, x: number, across: Areas, down: Areas, y: number): number {
  const pixel = Math.floor(x / 3);
  let sum = 0;
  for (let i = 0; i < down.count[y]; i++) {
    let from = ((down.first[y] + i) * image.width + across.first[pixel]) * 3 + (x % 3);
    let row = 0;
    for (let j = across.at[pixel]; j < across.at[pixel] + across.count[pixel]; j++, from += 3) {
      row = fround(row + fround(image.data[from] * across.weights[j]));
    }
    const part = fround(down.weights[down.at[y] + i] * row);
    sum = i === 0 ? part : fround(sum + part);
  }
  return roundHalfEven(sum);
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
