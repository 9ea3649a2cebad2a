// The few products of matrices that LoRA's kinds are made of, in float32. Pure.

/** A tensor in JavaScript's memory, C order. */
export interface Floats {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** What lies behind the first dimension, as one: [out, in, k, k] is a matrix of out rows. */
export const columns = ({ shape }: Pick<Floats, 'shape'>): number => size(shape.slice(1));

/** a [m, r] @ b [r, n], both read as matrices of their first dimension's rows. */
export function matrixProduct(a: Floats, b: Floats): Floats {
  const [m, r, n] = [a.shape[0], b.shape[0], columns(b)];
  const out = new Float32Array(m * n);
  for (let row = 0; row < m; row++) addRow(out.subarray(row * n, (row + 1) * n), a.data, row * r, r, b.data);
  return { shape: [m, ...b.shape.slice(1)], data: out };
}

/** line += sum over k of a[at + k] * b[k, :]; four rows at once, so that `line` is read and written a quarter as often. */
function addRow(line: Float32Array, a: Float32Array, at: number, rank: number, b: Float32Array): void {
  const n = line.length;
  let k = 0;
  for (; k + 4 <= rank; k += 4) {
    const [w0, w1, w2, w3] = [a[at + k], a[at + k + 1], a[at + k + 2], a[at + k + 3]];
    const [b0, b1, b2, b3] = [k * n, (k + 1) * n, (k + 2) * n, (k + 3) * n];
    for (let i = 0; i < n; i++) line[i] += w0 * b[b0 + i] + w1 * b[b1 + i] + w2 * b[b2 + i] + w3 * b[b3 + i];
  }
  for (; k < rank; k++) {
    const [weight, start] = [a[at + k], k * n];
    for (let i = 0; i < n; i++) line[i] += weight * b[start + i];
  }
}

/** Rows and columns of a matrix changed over; [r, p, 1, 1] is read as [r, p]. */
export function transpose(a: Floats): Floats {
  const [rows, cols] = [a.shape[0], columns(a)];
  const data = new Float32Array(a.data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[j * rows + i] = a.data[i * cols + j];
  return { shape: [cols, rows], data };
}

/**
 * Tucker's form: core [p, q, ...k], left [out, p], right [q, in] -> [out, in, ...k], that is
 * sum over p, q of left[o, p] * core[p, q, k] * right[q, i].
 */
export function tucker(core: Floats, left: Floats, right: Floats): Floats {
  const [p, q, ...kernel] = core.shape;
  const [taps, inner] = [size(kernel), columns(right)];
  const wide = new Float32Array(p * inner * taps); // [p, in, k]
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < q; b++) {
      for (let i = 0; i < inner; i++) {
        const factor = right.data[b * inner + i];
        const [to, from] = [(a * inner + i) * taps, (a * q + b) * taps];
        for (let t = 0; t < taps; t++) wide[to + t] += factor * core.data[from + t];
      }
    }
  }
  return matrixProduct(left, { shape: [p, inner, ...kernel], data: wide });
}

/** Kronecker's product of two matrices: [a, b] x [c, ...d] -> [a * c, b * d], the kernel of a convolution behind it. */
export function kronecker(a: Floats, b: Floats): Floats {
  const [aRows, aCols, bRows, bCols] = [a.shape[0], columns(a), b.shape[0], columns(b)];
  const width = aCols * bCols;
  const data = new Float32Array(aRows * bRows * width);
  for (let i = 0; i < aRows; i++) {
    for (let k = 0; k < bRows; k++) {
      const row = (i * bRows + k) * width;
      for (let j = 0; j < aCols; j++) {
        const factor = a.data[i * aCols + j];
        for (let l = 0; l < bCols; l++) data[row + j * bCols + l] = factor * b.data[k * bCols + l];
      }
    }
  }
  return { shape: [aRows * bRows, width], data };
}
