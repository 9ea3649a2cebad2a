// Pixels between their two forms: interleaved bytes (what pages have) and planar floats (what models take). Pure.

import type { Rgb, Rgba } from './types.ts';

export type { Rgb, Rgba } from './types.ts';

/** Alpha composited over white, as every tool of the field does with drawings (sd-webui-controlnet's HWC3). */
export function overWhite({ width, height, data }: Rgba): Rgb {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    if (data[from + 3] === 255) {
      rgb[to] = data[from];
      rgb[to + 1] = data[from + 1];
      rgb[to + 2] = data[from + 2];
      continue;
    }
    const alpha = data[from + 3] / 255;
    for (let c = 0; c < 3; c++) rgb[to + c] = Math.round(data[from + c] * alpha + 255 * (1 - alpha));
  }
  return { width, height, data: rgb };
}

/** RGB bytes as planar floats [3, height, width]: byte * scale + offset. */
export function toPlanar({ width, height, data }: Rgb, scale: number, offset: number): Float32Array<ArrayBuffer> {
  const size = width * height;
  const planar = new Float32Array(3 * size);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) planar[c * size + i] = data[3 * i + c] * scale + offset;
  }
  return planar;
}

/** Planar floats [3, height, width] in -1...1 as opaque RGBA, rounded and clipped as diffusers' VaeImageProcessor does. */
export function fromPlanar(planar: Float32Array, width: number, height: number): Rgba {
  const size = width * height;
  const data = new Uint8ClampedArray(4 * size);
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = (planar[c * size + i] * 0.5 + 0.5) * 255;
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}

/** Opaque RGBA. */
export function toRgba({ width, height, data }: Rgb): Rgba & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const out = new Uint8ClampedArray(4 * width * height);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    out[to] = data[from];
    out[to + 1] = data[from + 1];
    out[to + 2] = data[from + 2];
    out[to + 3] = 255;
  }
  return { width, height, data: out };
}
