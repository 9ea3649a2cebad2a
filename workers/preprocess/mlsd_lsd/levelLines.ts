// The picture as LSD looks at it: scaled down through a Gaussian, with the direction of its level lines at each pixel. Pure.

/** Angle of a pixel that changes too little to have a direction. */
export const NO_ANGLE = -1024;

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export interface LevelLines {
  readonly width: number;
  readonly height: number;
  /** -pi...pi, or NO_ANGLE. */
  readonly angles: Float32Array;
  /** Length of the gradient. */
  readonly sizes: Float32Array;
  /** Pixels that have a direction, the strongest first (in `BINS` classes). */
  readonly seeds: Int32Array;
}

const BINS = 1024;
/** Standard deviation of the Gaussian, in pixels of the smaller picture. */
const SIGMA = 0.6;
/** The Gaussian is cut where it falls under 10 ** -PRECISION. */
const PRECISION = 3;

/** A smaller picture: `scale` below 1. */
export function scaleDown({ width, height, data }: Plane, scale: number): Plane {
  const across = taps(width, scale);
  const down = taps(height, scale);
  const rows = new Float32Array(across.count * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < across.count; x++) {
      let sum = 0;
      for (let i = x * across.size; i < (x + 1) * across.size; i++) {
        sum += data[y * width + across.places[i]] * across.weights[i];
      }
      rows[y * across.count + x] = sum;
    }
  }
  const out = new Float32Array(across.count * down.count);
  const line = new Float64Array(across.count);
  for (let y = 0; y < down.count; y++) {
    line.fill(0);
    for (let i = y * down.size; i < (y + 1) * down.size; i++) {
      const row = down.places[i] * across.count;
      const weight = down.weights[i];
      for (let x = 0; x < across.count; x++) line[x] += weight * rows[row + x];
    }
    out.set(line, y * across.count);
  }
  return { width: across.count, height: down.count, data: out };
}

function taps(from: number, scale: number) {
  const sigma = SIGMA / scale;
  const reach = Math.ceil(sigma * Math.sqrt(2 * PRECISION * Math.LN10));
  const size = 2 * reach + 1;
  const count = Math.ceil(from * scale);
  const places = new Int32Array(count * size);
  const weights = new Float64Array(count * size);
  for (let x = 0; x < count; x++) {
    const centre = x / scale;
    const first = Math.floor(centre + 0.5) - reach;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const at = x * size + i;
      places[at] = mirror(first + i, from);
      weights[at] = Math.exp(-0.5 * ((first + i - centre) / sigma) ** 2);
      sum += weights[at];
    }
    for (let i = x * size; i < (x + 1) * size; i++) weights[i] /= sum;
  }
  return { count, size, places, weights };
}

/** `ba|abc|cb`. */
function mirror(place: number, size: number): number {
  const at = ((place % (2 * size)) + 2 * size) % (2 * size);
  return at < size ? at : 2 * size - 1 - at;
}

/** Gradients of 2x2 pixels; weaker ones than `least` have no direction. */
export function levelLines({ width, height, data }: Plane, least: number): LevelLines {
  const angles = new Float32Array(width * height).fill(NO_ANGLE);
  const sizes = new Float32Array(width * height);
  let most = 0;
  let count = 0;
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0, at = y * width; x + 1 < width; x++, at++) {
      const falling = data[at + width + 1] - data[at];
      const rising = data[at + 1] - data[at + width];
      const gx = falling + rising;
      const gy = falling - rising;
      const size = Math.sqrt((gx * gx + gy * gy) / 4);
      sizes[at] = size;
      if (size <= least) continue;
      angles[at] = Math.atan2(gx, -gy);
      count++;
      if (size > most) most = size;
    }
  }
  return { width, height, angles, sizes, seeds: strongestFirst(angles, sizes, count, most) };
}

/** Counting sort. */
function strongestFirst(angles: Float32Array, sizes: Float32Array, count: number, most: number): Int32Array {
  const bin = (size: number): number => BINS - 1 - Math.min(BINS - 1, Math.floor((size * BINS) / most));
  const starts = new Int32Array(BINS + 1);
  for (let at = 0; at < sizes.length; at++) if (angles[at] !== NO_ANGLE) starts[bin(sizes[at]) + 1]++;
  for (let i = 1; i <= BINS; i++) starts[i] += starts[i - 1];
  const seeds = new Int32Array(count);
  for (let at = 0; at < sizes.length; at++) if (angles[at] !== NO_ANGLE) seeds[starts[bin(sizes[at])]++] = at;
  return seeds;
}
