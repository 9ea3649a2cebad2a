// The lines that a picture followed, as coverage on the working grid and as paths at their true geometry. Pure.
import type { Rgba } from '../image/types.ts';
import type { Lines, Outline } from './api.ts';
import { contoursOf } from './contours.ts';
import { fitted } from './curves.ts';
import { squaredDistances } from './distance.ts';
import { loopData, polygonData, precisionFor, smoothData } from './pathData.ts';
import { paintOutline } from './raster.ts';
import { INKED } from './balls.ts';
import type { InkPath, LineArt, Plane } from './types.ts';

/** The longer side of the working grid. */
const GRID = 512;
/** Maps are traced at up to this size. */
const TRACED = 1024;
const BLACK = '#000000';
/** How far a traced line may lie from the map's, in its pixels. */
const TOLERANCE = 0.35;

export function lineArtOf(lines: Lines): LineArt {
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
  return { path: rings.map((ring) => write(ring, precisionFor(width))).join(''), colour };
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
  return colours.map((colour) => {
    const of = outlines.filter((each) => each.erases || each.colour === colour);
    const { plane, unit } = painted(of, { ...paper, side: TRACED });
    return { path: tracedPath(plane, unit, paper.width), colour };
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
    paths: [{ path: tracedPath(traced, width / traced.width, width), colour: BLACK }],
  };
}

function tracedPath(plane: Plane, unit: number, width: number): string {
  return contoursOf(plane)
    .filter((loop) => loop.length >= 12)
    .map((loop) => {
      const curve = fitted([...loop, loop[0], loop[1]], TOLERANCE, true);
      return loopData([curve.map((each) => each * unit)], precisionFor(width));
    })
    .join('');
}

/** How much each pixel differs from the ground, of what the strongest ink does. */
function inkOf({ width, height, data }: Rgba, inverted: boolean): Plane {
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const alpha = data[4 * i + 3] / 255;
    const value = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
    grey[i] = Math.round(value * alpha + 255 * (1 - alpha));
  }
  const darkOnLight = rimMedian(grey, width, height) >= 128 !== inverted;
  if (darkOnLight) for (let i = 0; i < grey.length; i++) grey[i] = 255 - grey[i];
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value]++;
  const [ground, ink] = [percentile(counts, 0.3), percentile(counts, 0.995)];
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
