// Resampling as Pillow does it, byte for byte, because diffusers resizes hints and photos with Pillow. Pure.
import type { Rgb } from './pixels.ts';

/** Pillow keeps its weights as integers of this many fractional bits (Resample.c, PRECISION_BITS). */
const PRECISION = 2 ** 22;
const LANCZOS_SUPPORT = 3;

/** Lanczos resize of RGB bytes, equal to `Image.resize((width, height), Image.LANCZOS)`. Sizes are positive integers. */
export function resizeLanczos(image: Rgb, width: number, height: number): Rgb {
  const wide = image.width === width ? image : horizontally(image, width);
  return wide.height === height ? wide : transpose(horizontally(transpose(wide), height));
}

function horizontally({ width: from, height, data }: Rgb, width: number): Rgb {
  const out = new Uint8Array(width * height * 3);
  const taps = lanczosTaps(from, width);
  for (let x = 0; x < width; x++) {
    const { first, weights } = taps[x];
    for (let y = 0; y < height; y++) {
      let red = PRECISION / 2;
      let green = red;
      let blue = red;
      let at = (y * from + first) * 3;
      for (const weight of weights) {
        red += data[at] * weight;
        green += data[at + 1] * weight;
        blue += data[at + 2] * weight;
        at += 3;
      }
      const to = (y * width + x) * 3;
      out[to] = clip(red);
      out[to + 1] = clip(green);
      out[to + 2] = clip(blue);
    }
  }
  return { width, height, data: out };
}

function clip(sum: number): number {
  return Math.max(0, Math.min(255, Math.floor(sum / PRECISION)));
}

/** For each output column: the first input column it reads and the fixed-point weights (Resample.c, precompute_coeffs). */
function lanczosTaps(from: number, to: number): { first: number; weights: number[] }[] {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = LANCZOS_SUPPORT * stretch;
  return Array.from({ length: to }, (_, x) => {
    const centre = (x + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(from, Math.trunc(centre + support + 0.5));
    const raw = Array.from({ length: end - first }, (__, i) => lanczos((i + first - centre + 0.5) / stretch));
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: raw.map((weight) => roundHalfAway((weight / total) * PRECISION)) };
  });
}

function lanczos(x: number): number {
  return Math.abs(x) < LANCZOS_SUPPORT ? sinc(x) * sinc(x / LANCZOS_SUPPORT) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function roundHalfAway(x: number): number {
  return x < 0 ? Math.trunc(x - 0.5) : Math.trunc(x + 0.5);
}

function transpose({ width, height, data }: Rgb): Rgb {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) out[(x * height + y) * 3 + c] = data[(y * width + x) * 3 + c];
    }
  }
  return { width: height, height: width, data: out };
}
