// OpenCV's INTER_CUBIC and INTER_AREA on a plane of floats, within float32's rounding. Pure.
import { areaTable } from './resizeArea.ts';
import { cubicWeights } from './resizeCubic.ts';
import type { FloatPlane } from './types.ts';

/** For each output place the input places that it is made of, and their weights. */
type Recipe = readonly { readonly places: readonly number[]; readonly weights: readonly number[] }[];

/** `cv2.resize(plane, (width, height), interpolation=...)`; 'area' only for shrinking. */
export function resizePlane(plane: FloatPlane, width: number, height: number, mode: 'cubic' | 'area'): FloatPlane {
  if (plane.width === width && plane.height === height) return plane;
  const recipe = mode === 'cubic' ? cubic : area;
  const [across, down] = [recipe(plane.width, width), recipe(plane.height, height)];
  const rows = new Float32Array(width * plane.height);
  for (let y = 0, to = 0; y < plane.height; y++) {
    for (let x = 0; x < width; x++) rows[to++] = mixed(plane.data, y * plane.width, 1, across[x]);
  }
  const data = new Float32Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[to++] = mixed(rows, x, width, down[y]);
  }
  return { width, height, data };
}

function mixed(values: Float32Array, start: number, step: number, { places, weights }: Recipe[number]): number {
  let sum = 0;
  for (let i = 0; i < places.length; i++) sum += values[start + places[i] * step] * weights[i];
  return sum;
}

function cubic(from: number, to: number): Recipe {
  return Array.from({ length: to }, (_, k) => {
    const centre = Math.fround(((k + 0.5) * from) / to - 0.5);
    const floor = Math.floor(centre);
    const places = [-1, 0, 1, 2].map((step) => Math.min(Math.max(floor + step, 0), from - 1));
    return { places, weights: cubicWeights(Math.fround(centre - floor)) };
  });
}

function area(from: number, to: number): Recipe {
  const { first, count, at, weights } = areaTable(from, to);
  return Array.from({ length: to }, (_, k) => ({
    places: Array.from({ length: count[k] }, (__, i) => first[k] + i),
    weights: [...weights.subarray(at[k], at[k] + count[k])],
  }));
}
