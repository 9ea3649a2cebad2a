// The lines that a picture followed, as coverage on the working grid and as paths at their true geometry. Pure.
import type { Rgba } from '../image/types.ts';
import type { Lines, Outline } from './api.ts';
import { contoursOf } from './contours.ts';
import { fitted } from './curves.ts';
import { squaredDistances } from './distance.ts';
import { loopData, polygonData, precisionFor, smoothData } from './pathData.ts';
import { paintOutline, smoothed } from './raster.ts';
import { INKED } from './balls.ts';
import type { InkPath, LineArt, Plane } from './types.ts';

/** The longer side of the working grid. */
const GRID = 512;
/** Maps are traced at up to this size. */
const TRACED = 1024;
const BLACK = '#000000';
/** Points along an outline lie so near each other, as a share of the picture's width. */
const SPACED = 128;
/** How far a traced line may lie from the map's, in its pixels. */
const TOLERANCE = 0.35;

export function lineArtOf(lines: Exclude<Lines, { readonly kind: 'none' }>): LineArt {
  return lines.kind === 'strokes' ? ofStrokes(lines) : ofMap(lines.pixels, lines.inverted ?? false);
}

function ofStrokes({ width, height, outlines }: Extract<Lines, { kind: 'strokes' }>): LineArt {
  const { plane, unit } = painted(outlines, { width, height, side: GRID });
  const erased = outlines.some(({ erases }) => erases);
  return {
    width,
    height,
    ink: plane,
    unit,
    lineWidth: lineWidthOf(plane),
    paths: erased ? rubbedOut(outlines, { width, height }) : outlines.map((each) => pathOf(each, width)),
  };
}

function pathOf({ rings, smooth, colour }: Outline, width: number): InkPath {
  const write = smooth ? smoothData : polygonData;
  const outline = Float32Array.from(rings.flatMap((ring) => walked(smooth ? smoothed(ring) : ring, width / SPACED)));
  return { path: rings.map((ring) => write(ring, precisionFor(width))).join(''), colour, outline };
}

/** Points along a closed polygon, no farther apart than `step`. */
function walked(ring: Float32Array, step: number): number[] {
  const out: number[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [dx, dy] = [ring[next] - ring[i], ring[next + 1] - ring[i + 1]];
    const pieces = Math.max(1, Math.ceil(Math.hypot(dx, dy) / step));
    for (let k = 0; k < pieces; k++) out.push(ring[i] + (dx * k) / pieces, ring[i + 1] + (dy * k) / pieces);
  }
  return out;
}

interface Paper {
  readonly width: number;
  readonly height: number;
}

function painted(outlines: readonly Outline[], paper: Paper & { side: number }): { plane: Plane; unit: number } {
  const unit = Math.max(paper.width, paper.height) / paper.side;
  const plane = blank(Math.max(1, Math.round(paper.width / unit)), Math.max(1, Math.round(paper.height / unit)));
  for (const outline of outlines) paintOutline(plane, outline, unit);
  return { plane, unit };
}

/** What an eraser leaves of lines is no path of theirs any more: traced, colour by colour. */
function rubbedOut(outlines: readonly Outline[], paper: Paper): InkPath[] {
  const colours = [...new Set(outlines.filter(({ erases }) => !erases).map(({ colour }) => colour))];
  return colours.flatMap((colour) => {
    const of = outlines.filter((each) => each.erases || each.colour === colour);
    const { plane, unit } = painted(of, { ...paper, side: TRACED });
    return tracedPaths(plane, unit, { width: paper.width, colour });
  });
}

function blank(width: number, height: number): Plane {
  return { width, height, data: new Uint8Array(width * height) };
}

function ofMap(pixels: Rgba, inverted: boolean): LineArt {
  const { width, height } = pixels;
  const ink = inkOf(pixels, inverted);
  const longer = Math.max(width, height);
  const traced = longer > TRACED ? scaled(ink, TRACED / longer) : ink;
  const grid = longer === GRID ? ink : scaled(ink, GRID / longer);
  return {
    width,
    height,
    ink: grid,
    unit: width / grid.width,
    lineWidth: lineWidthOf(grid),
    paths: tracedPaths(traced, width / traced.width, { width, colour: BLACK }),
  };
}

/** A path for each piece of ink that holds together. */
function tracedPaths(plane: Plane, unit: number, { width, colour }: { width: number; colour: string }): InkPath[] {
  const pieces = piecesOf(plane);
  const found = new Map<number, { path: string; outline: number[] }>();
  for (const loop of contoursOf(plane)) {
    if (loop.length < 12) continue;
    const curve = fitted([...loop, loop[0], loop[1]], TOLERANCE, true).map((each) => each * unit);
    const piece = pieces[inkBeside(plane, loop)];
    const { path, outline } = found.get(piece) ?? { path: '', outline: [] };
    for (let i = 0; i < loop.length; i += 4) outline.push(loop[i] * unit, loop[i + 1] * unit);
    found.set(piece, { path: path + loopData([curve], precisionFor(width)), outline });
  }
  return [...found.values()].map(({ path, outline }) => ({ path, colour, outline: Float32Array.from(outline) }));
}

/** The pixel of ink that a contour's first point lies beside. */
function inkBeside({ width, height, data }: Plane, loop: Float64Array): number {
  const [x, y] = [loop[0] - 0.5, loop[1] - 0.5];
  let best = 0;
  for (const [u, v] of [
    [Math.floor(x), Math.floor(y)],
    [Math.ceil(x), Math.ceil(y)],
  ]) {
    const at = Math.min(height - 1, Math.max(0, v)) * width + Math.min(width - 1, Math.max(0, u));
    if (data[at] > data[best]) best = at;
  }
  return best;
}

/** Names the pieces of ink, corners joining; 0 for what is none. */
function piecesOf({ width, height, data }: Plane): Int32Array {
  const names = new Int32Array(data.length);
  const stack: number[] = [];
  let count = 0;
  for (let start = 0; start < data.length; start++) {
    if (data[start] < 128 || names[start] > 0) continue;
    names[start] = ++count;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (data[next] < 128 || names[next] > 0) continue;
          names[next] = count;
          stack.push(next);
        }
      }
    }
  }
  return names;
}

/** How much each pixel differs from the ground, of what the strongest ink does. */
function inkOf({ width, height, data }: Rgba, inverted: boolean): Plane {
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const alpha = data[4 * i + 3] / 255;
    const value = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
    grey[i] = Math.round(value * alpha + 255 * (1 - alpha));
  }
  const rim = rimMedian(grey, width, height);
  const darkOnLight = rim >= 128 !== inverted;
  if (darkOnLight) for (let i = 0; i < grey.length; i++) grey[i] = 255 - grey[i];
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value]++;
  const ground = Math.min(percentile(counts, 0.3), darkOnLight ? 255 - rim : rim);
  const ink = percentile(counts, 0.995);
  const span = Math.max(48, ink - ground);
  return { width, height, data: grey.map((value) => Math.min(255, Math.max(0, (255 * (value - ground)) / span))) };
}

function rimMedian(grey: Uint8Array, width: number, height: number): number {
  const counts = new Uint32Array(256);
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) counts[grey[y * width + x]]++;
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) counts[grey[y * width + x]]++;
  return percentile(counts, 0.5);
}

function percentile(counts: Uint32Array, share: number): number {
  const whole = counts.reduce((sum, each) => sum + each, 0);
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += counts[value];
    if (seen > share * whole) return value;
  }
  return 255;
}

/** Smaller: means, but no thin line is lost. Larger: between the pixels. */
export function scaled(plane: Plane, scale: number): Plane {
  const out = blank(Math.max(1, Math.round(plane.width * scale)), Math.max(1, Math.round(plane.height * scale)));
  if (scale < 1) pool(plane, out);
  else stretch(plane, out);
  return out;
}

function pool(from: Plane, to: Plane): void {
  const [sums, counts] = [new Uint32Array(to.data.length), new Uint32Array(to.data.length)];
  for (let y = 0; y < from.height; y++) {
    const row = Math.floor((y * to.height) / from.height) * to.width;
    for (let x = 0; x < from.width; x++) {
      const at = row + Math.floor((x * to.width) / from.width);
      const value = from.data[y * from.width + x];
      sums[at] += value;
      counts[at]++;
      if (value > 2 * to.data[at]) to.data[at] = value >> 1;
    }
  }
  for (let i = 0; i < sums.length; i++) to.data[i] = Math.max(to.data[i], Math.round(sums[i] / (counts[i] || 1)));
}

function stretch(from: Plane, to: Plane): void {
  const at = (x: number, y: number): number => from.data[y * from.width + x];
  for (let y = 0; y < to.height; y++) {
    const v = Math.min(from.height - 1, Math.max(0, ((y + 0.5) * from.height) / to.height - 0.5));
    const [top, low] = [Math.floor(v), Math.min(from.height - 1, Math.floor(v) + 1)];
    for (let x = 0; x < to.width; x++) {
      const u = Math.min(from.width - 1, Math.max(0, ((x + 0.5) * from.width) / to.width - 0.5));
      const [left, right] = [Math.floor(u), Math.min(from.width - 1, Math.floor(u) + 1)];
      const upper = at(left, top) + (at(right, top) - at(left, top)) * (u - left);
      const lower = at(left, low) + (at(right, low) - at(left, low)) * (u - left);
      to.data[y * to.width + x] = Math.round(upper + (lower - upper) * (v - top));
    }
  }
}

/** The median width along the middles of the lines, in cells; 1 without any. */
function lineWidthOf({ width, height, data }: Plane): number {
  const inside = squaredDistances(
    data.map((coverage) => Number(coverage < INKED)),
    width,
    height,
  );
  const ridge: number[] = [];
  for (let i = width; i < inside.length - width; i++) {
    const value = inside[i];
    if (value === 0) continue;
    if (value >= inside[i - 1] && value >= inside[i + 1] && value >= inside[i - width] && value >= inside[i + width]) {
      ridge.push(value);
    }
  }
  if (ridge.length === 0) return 1;
  ridge.sort((a, b) => a - b);
  return 2 * Math.sqrt(ridge[ridge.length >> 1]) - 1;
}
