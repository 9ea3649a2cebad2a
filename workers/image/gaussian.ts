// OpenCV's GaussianBlur(plane, (0, 0), sigma) for bytes (bit for bit) and for floats, with BORDER_REFLECT_101. Pure.

/** How many standard deviations OpenCV's kernel reaches to each side, by the depth of the picture. */
const REACH = { bytes: 3, floats: 4 } as const;

/** Half of the kernel, from its centre outwards; the whole sums to 1. */
export function halfKernel(sigma: number, depth: keyof typeof REACH): Float64Array {
  // The size is made odd by setting its last bit.
  const radius = (roundHalfEven(sigma * REACH[depth] * 2 + 1) | 1) >> 1;
  const half = Float64Array.from({ length: radius + 1 }, (_, x) => Math.exp((-0.5 / sigma ** 2) * x * x));
  let sum = 0;
  for (let x = -radius; x <= radius; x++) sum += half[Math.abs(x)];
  return half.map((value) => value / sum);
}

/** Where BORDER_REFLECT_101 finds a place outside: `dcb|abcd|cba`. */
export function reflect101(place: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const at = ((place % period) + period) % period;
  return at < size ? at : period - at;
}

/** Bytes: the kernel has 8 fractional bits, whose rounding errors are handed on outwards in, and all sums are exact. */
export function gaussianBlur8(plane: Uint8Array, width: number, height: number, sigma: number): Uint8Array {
  const out = new Uint8Array(plane.length);
  const sums = separable(plane, width, height, fixedHalfKernel(sigma), (length) => new Int32Array(length));
  for (let i = 0; i < out.length; i++) out[i] = (sums[i] + 32768) >> 16;
  return out;
}

/** Floats, float32 between the passes. */
export function gaussianBlurFloat(
  plane: Float32Array,
  width: number,
  height: number,
  sigma: number,
): Float32Array<ArrayBuffer> {
  return separable(plane, width, height, halfKernel(sigma, 'floats'), (length) => new Float32Array(length));
}

function fixedHalfKernel(sigma: number): Float64Array {
  const half = halfKernel(sigma, 'bytes');
  const fixed = new Float64Array(half.length);
  let error = 0;
  let sum = 0;
  for (let x = half.length - 1; x > 0; x--) {
    const wanted = half[x] * 256 + error;
    fixed[x] = roundHalfEven(wanted);
    error = wanted - fixed[x];
    sum += fixed[x];
  }
  fixed[0] = 256 - 2 * sum;
  return fixed;
}

type Plane = Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** Along the rows, then along the columns, with a symmetric kernel. */
function separable<P extends Plane>(
  plane: Uint8Array | Float32Array,
  width: number,
  height: number,
  half: Float64Array,
  make: (length: number) => P,
): P {
  const radius = half.length - 1;
  const across = make(width * height);
  const line = new Float64Array(width + 2 * radius);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = -radius; x < width + radius; x++) line[x + radius] = plane[row + reflect101(x, width)];
    for (let x = 0; x < width; x++) {
      const centre = x + radius;
      let sum = half[0] * line[centre];
      for (let i = 1; i <= radius; i++) sum += half[i] * (line[centre - i] + line[centre + i]);
      across[row + x] = sum;
    }
  }
  const out = make(width * height);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) sums[x] = half[0] * across[row + x];
    for (let i = 1; i <= radius; i++) {
      const above = reflect101(y - i, height) * width;
      const below = reflect101(y + i, height) * width;
      const weight = half[i];
      for (let x = 0; x < width; x++) sums[x] += weight * (across[above + x] + across[below + x]);
    }
    for (let x = 0; x < width; x++) out[row + x] = sums[x];
  }
  return out;
}

/** cvRound. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}
