// From the photo of a paper sketch to clean dark lines on white. Pure.
import { darkOnLight, flattened, type Grey, greyOf, otsu } from './grey.ts';
import { skewOf } from './skew.ts';

export interface CleanSketch {
  readonly width: number;
  readonly height: number;
  /** RGBA: dark lines on white, opaque. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  /** By how many degrees it was turned. */
  readonly turned: number;
}

/** Specks of fewer pixels are dirt. */
const SPECK = 12;
/** More than this share of dark is no sketch; less than that is an empty sheet. */
const MOST_INK = 0.5;
const LEAST_INK = 0.0004;
/** Paper grain on a sheet without lines is not taken for lines: what is dark must be so by this much. */
const LEAST_CONTRAST = 28;
/** Half the width of the soft edge around the threshold. */
const SOFT = 24;

/** The sketch in a photo (RGBA); null where no lines are found. */
export function cleanSketch(photo: Grey): CleanSketch | null {
  const grey = flattened(darkOnLight(greyOf(photo)));
  const threshold = Math.min(otsu(grey), 255 - LEAST_CONTRAST);
  const { width, height } = grey;
  const lines = withoutSpecks(
    Uint8Array.from(grey.data, (value) => (value <= threshold ? 1 : 0)),
    width,
    height,
  );
  const share = lines.reduce((sum, value) => sum + value, 0) / lines.length;
  if (share > MOST_INK || share < LEAST_INK) return null;
  const turn = skewOf(lines, width, height);
  return { width, height, turned: turn, data: drawn(softened(grey, lines, threshold), width, height, turn) };
}

/** Lines with smooth edges: pixels beside a line keep their grey, all others are white. */
function softened({ width, data }: Grey, lines: Uint8Array, threshold: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(data.length).fill(255);
  const soften = (i: number): void => {
    if (i >= 0 && i < data.length) out[i] = (((data[i] ?? 255) - threshold + SOFT) * 255) / (2 * SOFT);
  };
  for (let i = 0; i < lines.length; i++) {
    if (lines[i] === 0) continue;
    soften(i);
    soften(i - 1);
    soften(i + 1);
    soften(i - width);
    soften(i + width);
  }
  return out;
}

/** The grey picture as RGBA, turned clockwise around its middle by `degrees`; white comes in at the corners. */
function drawn(
  grey: Uint8ClampedArray,
  width: number,
  height: number,
  degrees: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  for (let i = 0; i < grey.length; i++) {
    const dx = (i % width) - width / 2;
    const dy = Math.floor(i / width) - height / 2;
    const value =
      degrees === 0
        ? (grey[i] ?? 255)
        : sampled(grey, width, height, dx * cos + dy * sin + width / 2, dy * cos - dx * sin + height / 2);
    out[4 * i] = out[4 * i + 1] = out[4 * i + 2] = value;
  }
  return out;
}

/** Bilinear; white beside the picture. */
function sampled(grey: Uint8ClampedArray, width: number, height: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 255;
  const i = top * width + left;
  const [u, v] = [x - left, y - top];
  const above = (grey[i] ?? 255) * (1 - u) + (grey[i + 1] ?? 255) * u;
  const below = (grey[i + width] ?? 255) * (1 - u) + (grey[i + width + 1] ?? 255) * u;
  return above * (1 - v) + below * v;
}

/** Without connected areas of fewer than SPECK pixels. */
function withoutSpecks(lines: Uint8Array, width: number, height: number): Uint8Array {
  const seen = new Uint8Array(lines.length);
  for (let start = 0; start < lines.length; start++) {
    if (lines[start] === 0 || seen[start] === 1) continue;
    const area = [start];
    seen[start] = 1;
    for (let head = 0; head < area.length; head++) {
      const i = area[head] ?? 0;
      const column = i % width;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const next = i + dy * width + dx;
          const inside = column + dx >= 0 && column + dx < width && next >= 0 && next < width * height;
          if (!inside || lines[next] === 0 || seen[next] === 1) continue;
          seen[next] = 1;
          area.push(next);
        }
      }
    }
    if (area.length < SPECK) for (const i of area) lines[i] = 0;
  }
  return lines;
}
