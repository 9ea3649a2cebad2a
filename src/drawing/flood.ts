// Which pixels a poured colour reaches. Pure.

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8ClampedArray;
}

/** Channels may differ by so much: half-covered pixels at a line's edge still belong to the area. */
const TOLERANCE = 96;

/** 1 for each pixel that is reached from (x, y) without crossing a line, and two pixels beyond, under the line's soft edge. */
export function flooded({ width, height, data }: Picture, x: number, y: number): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(width * height);
  const seed = (y * width + x) * 4;
  const [r, g, b] = [data[seed] ?? 0, data[seed + 1] ?? 0, data[seed + 2] ?? 0];
  const alike = (i: number): boolean =>
    Math.abs((data[i * 4] ?? 0) - r) <= TOLERANCE &&
    Math.abs((data[i * 4 + 1] ?? 0) - g) <= TOLERANCE &&
    Math.abs((data[i * 4 + 2] ?? 0) - b) <= TOLERANCE;
  const stack = [y * width + x];
  mask[y * width + x] = 1;
  const reach = (i: number): void => {
    if (mask[i] === 0 && alike(i)) {
      mask[i] = 1;
      stack.push(i);
    }
  };
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const column = i % width;
    if (column > 0) reach(i - 1);
    if (column < width - 1) reach(i + 1);
    if (i >= width) reach(i - width);
    if (i < width * (height - 1)) reach(i + width);
  }
  return grown(grown(mask, width, height), width, height);
}

/** The mask and its neighbours on all four sides. */
function grown(mask: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(mask);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 1) continue;
    const column = i % width;
    if (column > 0) out[i - 1] = 1;
    if (column < width - 1) out[i + 1] = 1;
    if (i >= width) out[i - width] = 1;
    if (i < width * (height - 1)) out[i + width] = 1;
  }
  return out;
}
