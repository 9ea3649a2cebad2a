// Fills polygons into a plane of coverage: four lines a cell, exact along each. Pure.
import type { Outline } from './api.ts';
import type { Plane } from './types.ts';

const LINES = 4;
/** Straight pieces that a curved side becomes. */
const PIECES = 3;

/** Paints an outline over `plane` (or takes it away), `unit` of its units to a cell. Non-zero winding. */
export function paintOutline(plane: Plane, outline: Outline, unit: number): void {
  const rings = outline.rings.map((ring) => (outline.smooth ? smoothed(ring) : ring));
  const crossings = crossingsOf(rings, plane.height, unit);
  const row = new Float32Array(plane.width + 1);
  for (let y = crossings.first; y <= crossings.last; y++) {
    const { from, to } = cover(crossings, y, row);
    blend(plane, y, { row, from, to }, outline.erases);
    row.fill(0, from, to + 1);
  }
}

/** The curve through the middles of a polygon's sides, as a polygon. */
export function smoothed(ring: Float32Array): Float32Array {
  const count = ring.length >> 1;
  if (count < 3) return ring;
  const out = new Float32Array(2 * PIECES * count);
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [2 * ((i + count - 1) % count), 2 * i, 2 * ((i + 1) % count)];
    for (let piece = 0; piece < PIECES; piece++) {
      const t = piece / PIECES;
      const [wa, wc] = [(1 - t) ** 2 / 2, t ** 2 / 2];
      const wb = 1 - wa - wc;
      out[2 * (PIECES * i + piece)] = wa * ring[a] + wb * ring[b] + wc * ring[c];
      out[2 * (PIECES * i + piece) + 1] = wa * ring[a + 1] + wb * ring[b + 1] + wc * ring[c + 1];
    }
  }
  return out;
}

interface Crossings {
  readonly first: number;
  readonly last: number;
  /** For each line from `first` on: x and direction in turns. */
  readonly lines: readonly number[][];
}

function crossingsOf(rings: readonly Float32Array[], height: number, unit: number): Crossings {
  let [top, bottom] = [Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 2) [top, bottom] = [Math.min(top, ring[i]), Math.max(bottom, ring[i])];
  }
  const first = Math.max(0, Math.floor(top / unit));
  const last = Math.min(height - 1, Math.floor(bottom / unit));
  const lines: number[][] = Array.from({ length: Math.max(0, LINES * (last - first + 1)) }, () => []);
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      addSide(lines, [ring[i], ring[i + 1], ring[next], ring[next + 1]], first, unit);
    }
  }
  return { first, last, lines };
}

function addSide(lines: number[][], side: readonly number[], first: number, unit: number): void {
  const [x0, y0, x1, y1] = side.map((value) => value / unit);
  // Line k runs at y = first + (k + 0.5) / LINES.
  const [low, high] = y0 < y1 ? [y0, y1] : [y1, y0];
  const start = Math.max(0, Math.ceil((low - first) * LINES - 0.5));
  const end = Math.min(lines.length, Math.ceil((high - first) * LINES - 0.5));
  for (let k = start; k < end; k++) {
    const y = first + (k + 0.5) / LINES;
    lines[k].push(x0 + ((y - y0) * (x1 - x0)) / (y1 - y0), y0 < y1 ? 1 : -1);
  }
}

/** Adds the spans of the lines of row `y` to `row`; the columns that it touched. */
function cover({ lines, first }: Crossings, y: number, row: Float32Array): { from: number; to: number } {
  const width = row.length - 1;
  let [from, to] = [width, -1];
  for (let k = LINES * (y - first); k < LINES * (y - first + 1); k++) {
    const line = lines[k];
    const order = Array.from({ length: line.length >> 1 }, (_, i) => 2 * i).sort((a, b) => line[a] - line[b]);
    let winding = 0;
    for (let i = 0; i + 1 < order.length; i++) {
      winding += line[order[i] + 1];
      if (winding === 0) continue;
      const [x0, x1] = [Math.max(0, line[order[i]]), Math.min(width, line[order[i + 1]])];
      if (x1 <= x0) continue;
      const [a, b] = [Math.floor(x0), Math.min(width - 1, Math.floor(x1))];
      for (let x = a; x <= b; x++) row[x] += (Math.min(x + 1, x1) - Math.max(x, x0)) / LINES;
      [from, to] = [Math.min(from, a), Math.max(to, b)];
    }
  }
  return { from, to };
}

function blend(plane: Plane, y: number, span: { row: Float32Array; from: number; to: number }, erases: boolean): void {
  const start = y * plane.width;
  for (let x = span.from; x <= span.to; x++) {
    const share = Math.min(1, span.row[x]);
    const old = plane.data[start + x];
    plane.data[start + x] = Math.round(erases ? old * (1 - share) : old + (255 - old) * share);
  }
}
