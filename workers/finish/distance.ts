// The exact Euclidean distance transform: Meijster, Roerdink, Hesselink, A General Algorithm for Computing Distance
// Transforms in Linear Time (2000). Pure.

/** The square of each cell's distance to the nearest cell of `targets` that is not 0; huge where there is none. */
export function squaredDistances(targets: Uint8Array, width: number, height: number): Int32Array {
  const far = width + height;
  const columns = new Int32Array(width * height);
  for (let x = 0; x < width; x++) columns[x] = targets[x] ? 0 : far;
  for (let i = width; i < columns.length; i++) columns[i] = targets[i] ? 0 : columns[i - width] + 1;
  for (let i = columns.length - width - 1; i >= 0; i--) {
    if (columns[i + width] < columns[i]) columns[i] = columns[i + width] + 1;
  }
  const out = new Int32Array(width * height);
  const scratch = { from: new Int32Array(width), apex: new Int32Array(width) };
  for (let y = 0; y < height; y++) rowDistances(columns, out, { start: y * width, width }, scratch);
  return out;
}

/** The lower envelope of the parabolas over a row. */
function rowDistances(
  columns: Int32Array,
  out: Int32Array,
  { start, width }: { start: number; width: number },
  { from, apex }: { from: Int32Array; apex: Int32Array },
): void {
  let top = 0;
  from[0] = apex[0] = 0;
  for (let x = 1; x < width; x++) {
    const g = columns[start + x];
    while (top >= 0) {
      const [t, s] = [from[top], apex[top]];
      const h = columns[start + s];
      if ((t - s) * (t - s) + h * h <= (t - x) * (t - x) + g * g) break;
      top--;
    }
    if (top < 0) {
      top = 0;
      apex[0] = x;
      from[0] = 0;
      continue;
    }
    const s = apex[top];
    const h = columns[start + s];
    const cut = 1 + Math.floor((x * x - s * s + g * g - h * h) / (2 * (x - s)));
    if (cut >= width) continue;
    top++;
    apex[top] = x;
    from[top] = cut;
  }
  for (let x = width - 1; x >= 0; x--) {
    const s = apex[top];
    const h = columns[start + s];
    out[start + x] = (x - s) * (x - s) + h * h;
    if (x === from[top]) top--;
  }
}
