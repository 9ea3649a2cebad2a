// Measures on pictures. Pure.
import type { Picture } from './inkling.ts';

/** Peak signal-to-noise ratio over RGB in dB; Infinity when equal. */
export function psnr(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) throw new Error('pictures of different sizes');
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) if (i % 4 !== 3) sum += (a.data[i] - b.data[i]) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / (a.width * a.height * 3)));
}

/** Mean absolute difference of RGB values, 0...255. */
export function difference(a: Picture, b: Picture): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) if (i % 4 !== 3) sum += Math.abs(a.data[i] - b.data[i]);
  return sum / (a.width * a.height * 3);
}

/** 1 where the picture differs from its background (the median colour of its border). */
export function silhouette({ width, height, data }: Picture): Uint8Array {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) border.push(y * width, y * width + width - 1);
  const background = [0, 1, 2].map((channel) => {
    const values = border.map((pixel) => data[pixel * 4 + channel]).sort((a, b) => a - b);
    return values[values.length >> 1];
  });
  return Uint8Array.from({ length: width * height }, (_, pixel) =>
    background.some((value, channel) => Math.abs(data[pixel * 4 + channel] - value) > 40) ? 1 : 0,
  );
}

/** Intersection over union of two masks. */
export function overlap(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.length; i++) {
    both += a[i] & b[i];
    either += a[i] | b[i];
  }
  return either === 0 ? 0 : both / either;
}

/** The inside of a circle, given in shares of the picture's side. */
export function disc(size: number, { x, y, radius }: { x: number; y: number; radius: number }): Uint8Array {
  return Uint8Array.from({ length: size * size }, (_, i) =>
    Math.hypot(((i % size) + 0.5) / size - x, (Math.floor(i / size) + 0.5) / size - y) <= radius ? 1 : 0,
  );
}
