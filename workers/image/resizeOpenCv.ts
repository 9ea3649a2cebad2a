// OpenCV's INTER_CUBIC and INTER_AREA on RGB bytes, which sd-webui-controlnet resizes with before it looks. Pure.
import type { Rgb } from './types.ts';

/** For one output place: the first input place and the weights from there on; clamped places are repeated. */
interface Taps {
  readonly places: readonly number[];
  readonly weights: readonly number[];
}

/** `cv2.resize(image, (width, height), interpolation=INTER_CUBIC | INTER_AREA)`; INTER_AREA only for shrinking. */
export function resizeOpenCv(image: Rgb, width: number, height: number, mode: 'cubic' | 'area'): Rgb {
  if (image.width === width && image.height === height) return image;
  const taps = mode === 'cubic' ? cubicTaps : areaTaps;
  const across = taps(image.width, width);
  const down = taps(image.height, height);
  const rows = new Float32Array(image.height * width * 3);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++) {
      const { places, weights } = across[x];
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let i = 0; i < places.length; i++) sum += image.data[(y * image.width + places[i]) * 3 + c] * weights[i];
        rows[(y * width + x) * 3 + c] = sum;
      }
    }
  }
  const data = new Uint8ClampedArray(width * height * 3);
  const stride = width * 3;
  for (let y = 0; y < height; y++) {
    const { places, weights } = down[y];
    for (let x = 0; x < stride; x++) {
      let sum = 0;
      for (let i = 0; i < places.length; i++) sum += rows[places[i] * stride + x] * weights[i];
      data[y * stride + x] = sum;
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

/** Keys' kernel with A = -0.75. */
function cubicTaps(from: number, to: number): Taps[] {
  return Array.from({ length: to }, (_, at) => {
    const centre = (at + 0.5) * (from / to) - 0.5;
    const first = Math.floor(centre);
    const t = centre - first;
    const A = -0.75;
    const near = (x: number): number => ((A + 2) * x - (A + 3)) * x * x + 1;
    const far = (x: number): number => ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    const weights = [far(t + 1), near(t), near(1 - t)];
    weights.push(1 - weights[0] - weights[1] - weights[2]);
    return { places: [-1, 0, 1, 2].map((step) => Math.min(from - 1, Math.max(0, first + step))), weights };
  });
}

/** The mean of the area that an output pixel covers. */
function areaTaps(from: number, to: number): Taps[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, at) => {
    const start = at * scale;
    const end = Math.min(from, start + scale);
    const places: number[] = [];
    const weights: number[] = [];
    for (let place = Math.floor(start); place < end; place++) {
      const covered = Math.min(end, place + 1) - Math.max(start, place);
      if (covered < 1e-3) continue;
      places.push(place);
      weights.push(covered / (end - start));
    }
    return { places, weights };
  });
}
