// The three ways to bring an image to a picture's size (sd-webui-controlnet's detectmap_proc). Pure.
import type { Rgb } from './pixels.ts';
import { resizeLanczos } from './resize.ts';

/** Stretch ('just'), cover and cut ('crop'), or contain on the median border colour ('fill'). */
export function fit(image: Rgb, width: number, height: number, mode: 'just' | 'crop' | 'fill'): Rgb {
  if (image.width === width && image.height === height) return image;
  const kx = width / image.width;
  const ky = height / image.height;
  switch (mode) {
    case 'just':
      return resizeLanczos(image, width, height);
    case 'crop': {
      const scaled = scale(image, Math.max(kx, ky));
      return paste(scaled, blank(width, height, [0, 0, 0]));
    }
    case 'fill': {
      const scaled = scale(image, Math.min(kx, ky));
      return paste(scaled, blank(width, height, medianBorder(image)));
    }
  }
}

function scale(image: Rgb, k: number): Rgb {
  return resizeLanczos(image, Math.max(1, Math.round(image.width * k)), Math.max(1, Math.round(image.height * k)));
}

function blank(width: number, height: number, colour: readonly number[]): Rgb {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = colour[i % 3];
  return { width, height, data };
}

/** Centres `image` on `canvas`; what hangs over is cut off evenly. */
function paste(image: Rgb, canvas: Rgb): Rgb {
  // Towards zero: of an odd rest the reference cuts, or leaves free, the smaller half at the left and the top.
  const left = Math.trunc((canvas.width - image.width) / 2);
  const top = Math.trunc((canvas.height - image.height) / 2);
  const from = Math.max(0, left);
  const to = Math.min(canvas.width, left + image.width);
  for (let y = Math.max(0, top); y < Math.min(canvas.height, top + image.height); y++) {
    const row = ((y - top) * image.width + from - left) * 3;
    canvas.data.set(image.data.subarray(row, row + (to - from) * 3), (y * canvas.width + from) * 3);
  }
  return canvas;
}

/** Median of the pixels on the four borders, channel by channel. */
function medianBorder({ width, height, data }: Rgb): number[] {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) border.push(y * width, y * width + width - 1);
  return [0, 1, 2].map((c) => median(border.map((pixel) => data[3 * pixel + c])));
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  // The reference cuts halves off (astype).
  return values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) >> 1;
}
