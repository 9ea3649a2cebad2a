// What the model painted with conviction where no lines close: kept where strokes hold most of its border. Pure.
//
// Works at half the grid, on what would be paper. Strokes part the painted cells; a piece stays if most of its border lies
// along strokes, other regions or the picture's rim, and what is left of the border is smooth. So an open trunk stays, and
// a blob beside a stem does not.
import { squaredDistances } from './distance.ts';
import { contoursOf } from './contours.ts';
import { fitted } from './curves.ts';
import { smoothed } from './borders.ts';
import { loopData, precisionFor } from './pathData.ts';
import type { Half } from './half.ts';
import type { Plane } from './types.ts';

/** Share of the border that must be held, and that of the paper which a piece must cover. */
const HELD = 0.75;
const LEAST = 0.002;
/** How near, in cells, a stroke holds a border; and how far paint that stops short of it is drawn towards it. */
const NEAR = 4;
const REACH = 5;
/** Pieces are opened by this radius: threads between blobs go. */
const OPENED = 1;
/** Over so many cells to each side borders from the picture are evened out. */
const EVEN = 3;
const TOLERANCE = 0.6;

export interface Piece {
  /** Cells of the half grid, 0 or 1; under the lines, too. */
  readonly mask: Uint8Array;
  /** In cells of the half grid. */
  readonly area: number;
  /** Cells in which to look for its colour. */
  readonly cells: readonly number[];
}

/** `painted`: cells (free, on paper) whose colour is not the paper's. */
export function heldPieces(half: Half, painted: Uint8Array, onPaper: Uint8Array): Piece[] {
  const { width, height } = half;
  const opened = dilated(eroded(painted, width, height), width, height);
  for (let i = 0; i < opened.length; i++) opened[i] &= painted[i];
  const pieces: Piece[] = [];
  const names = new Int32Array(opened.length);
  for (let start = 0; start < opened.length; start++) {
    if (!opened[start] || names[start] > 0) continue;
    const cells = connected(opened, names, { start, name: pieces.length + 1, width });
    if (cells.length < LEAST * opened.length) continue;
    if (heldShare(half, opened, onPaper, cells) >= HELD) pieces.push(pieceOf(half, onPaper, cells));
  }
  return pieces;
}

/** Into `out` the neighbours of a cell, and how many: four, at the rim fewer. (A generator takes ten times as long.) */
function around(at: number, width: number, size: number, out: Int32Array): number {
  const x = at % width;
  let count = 0;
  if (x > 0) out[count++] = at - 1;
  if (x < width - 1) out[count++] = at + 1;
  if (at >= width) out[count++] = at - width;
  if (at + width < size) out[count++] = at + width;
  return count;
}

function connected(
  mask: Uint8Array,
  names: Int32Array,
  { start, name, width }: { start: number; name: number; width: number },
): number[] {
  const cells = [start];
  const beside = new Int32Array(4);
  names[start] = name;
  for (let head = 0; head < cells.length; head++) {
    const count = around(cells[head], width, mask.length, beside);
    for (let k = 0; k < count; k++) {
      const next = beside[k];
      if (!mask[next] || names[next] > 0) continue;
      names[next] = name;
      cells.push(next);
    }
  }
  return cells;
}

/** How much of the border of the cells lies where a stroke, another region or the rim holds it. */
function heldShare(half: Half, mask: Uint8Array, onPaper: Uint8Array, cells: readonly number[]): number {
  let [held, all] = [0, 0];
  const beside = new Int32Array(4);
  for (const cell of cells) {
    const count = around(cell, half.width, mask.length, beside);
    const sides = 4 - count;
    for (let k = 0; k < count; k++) {
      const next = beside[k];
      if (mask[next]) continue;
      all++;
      // A line holds what stops short of it, not what lies along its other side.
      if (!onPaper[next] || (half.distance[next] <= NEAR && half.distance[next] < half.distance[cell])) held++;
    }
    // What is left of the sides is the picture's rim.
    all += sides;
    held += sides;
  }
  return all === 0 ? 0 : held / all;
}

/** With what lies between it and the lines that hold it, and the lines themselves. */
function pieceOf(half: Half, onPaper: Uint8Array, cells: readonly number[]): Piece {
  const box = boxOf(half, cells);
  const cut = <T extends Uint8Array | Float32Array>(plane: T, into: T): T => {
    for (let y = 0; y < box.height; y++) {
      const start = (box.y + y) * half.width + box.x;
      into.set(plane.subarray(start, start + box.width), y * box.width);
    }
    return into;
  };
  const size = box.width * box.height;
  const local = {
    ...box,
    distance: cut(half.distance, new Float32Array(size)),
    onPaper: cut(onPaper, new Uint8Array(size)),
  };
  const inner = cells.map((cell) => {
    const [x, y] = [cell % half.width, Math.floor(cell / half.width)];
    return (y - box.y) * box.width + x - box.x;
  });
  const filled = filledOf(local, inner);
  const mask = new Uint8Array(onPaper.length);
  for (let y = 0; y < box.height; y++) {
    mask.set(filled.subarray(y * box.width, (y + 1) * box.width), (box.y + y) * half.width + box.x);
  }
  return { mask, area: cells.length, cells };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Cut extends Box {
  readonly distance: Float32Array;
  readonly onPaper: Uint8Array;
}

/** Around the cells, with room for what is closed and evened out. */
function boxOf({ width, height }: Half, cells: readonly number[]): Box {
  let [left, top, right, low] = [width, height, 0, 0];
  for (const cell of cells) {
    const [x, y] = [cell % width, Math.floor(cell / width)];
    [left, right, top, low] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(low, y)];
  }
  const room = 2 * REACH + 2 * EVEN + 2;
  const [x, y] = [Math.max(0, left - room), Math.max(0, top - room)];
  return { x, y, width: Math.min(width, right + room + 1) - x, height: Math.min(height, low + room + 1) - y };
}

function filledOf({ width, height, distance, onPaper }: Cut, cells: readonly number[]): Uint8Array {
  const size = onPaper.length;
  const mask = new Uint8Array(size);
  for (const cell of cells) mask[cell] = 1;
  const near = squaredDistances(mask, width, height);
  // The piece and the lines beside it, closed: what the paint left free between them, and no more.
  const whole = mask.slice();
  for (let i = 0; i < size; i++) if (distance[i] === 0 && near[i] <= (REACH + 3) ** 2) whole[i] = 1;
  const outer = squaredDistances(whole, width, height);
  const outside = new Uint8Array(size);
  for (let i = 0; i < size; i++) outside[i] = Number(outer[i] > REACH * REACH);
  const depth = squaredDistances(outside, width, height);
  const closed = new Uint8Array(size);
  for (let i = 0; i < size; i++) closed[i] = Number(depth[i] > REACH * REACH && onPaper[i] === 1);
  const even = majority(closed, width, height);
  for (let i = 0; i < size; i++) even[i] &= Number(distance[i] > 0 && onPaper[i] === 1);
  const filled = connected(even, new Int32Array(size), { start: nearest(even, cells), name: 1, width });
  mask.fill(0);
  for (const cell of filled) mask[cell] = 1;
  underLines({ width, distance }, mask);
  return mask;
}

function nearest(mask: Uint8Array, cells: readonly number[]): number {
  const inside = cells.filter((cell) => mask[cell]);
  return inside[inside.length >> 1] ?? cells[0];
}

/** Each cell as most of those around it: edges that come from the picture are bumpy. */
function majority(mask: Uint8Array, width: number, height: number): Uint8Array {
  let plane: Float32Array = new Float32Array(mask);
  for (let round = 0; round < 2; round++) plane = boxed(boxed(plane, width, height, 1), width, height, width);
  const out = new Uint8Array(plane.length);
  for (let i = 0; i < out.length; i++) out[i] = Number(plane[i] > 0.5);
  return out;
}

/** Means over 2 * EVEN + 1 cells along one axis; at the rim, over those that there are. */
function boxed(from: Float32Array, width: number, height: number, step: number): Float32Array {
  const out = new Float32Array(from.length);
  const length = step === 1 ? width : height;
  for (let line = 0; line < from.length / length; line++) {
    const start = step === 1 ? line * width : line;
    let sum = 0;
    let count = 0;
    for (let i = -EVEN; i < length + EVEN; i++) {
      if (i + EVEN < length) {
        sum += from[start + (i + EVEN) * step];
        count++;
      }
      if (i - EVEN - 1 >= 0) {
        sum -= from[start + (i - EVEN - 1) * step];
        count--;
      }
      if (i >= 0 && i < length) out[start + i * step] = sum / count;
    }
  }
  return out;
}

/** Lines beside the mask are taken in, two cells deep: its border lies beneath them. */
function underLines({ width, distance }: Pick<Half, 'width' | 'distance'>, mask: Uint8Array): void {
  const beside = new Int32Array(4);
  for (let step = 0; step < 2; step++) {
    const before = mask.slice();
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] || distance[i] > 0) continue;
      const count = around(i, width, mask.length, beside);
      for (let k = 0; k < count; k++) if (before[beside[k]]) mask[i] = 1;
    }
  }
}

function eroded(mask: Uint8Array, width: number, height: number): Uint8Array {
  const inverse = inverted(mask);
  return inverted(dilated(inverse, width, height));
}

function inverted(mask: Uint8Array): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) out[i] = 1 - mask[i];
  return out;
}

/** By a square of OPENED cells to each side. */
function dilated(mask: Uint8Array, width: number, height: number): Uint8Array {
  const wide = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const x = i % width;
    for (let u = Math.max(0, x - OPENED); u <= Math.min(width - 1, x + OPENED); u++) wide[i - x + u] = 1;
  }
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < wide.length; i++) {
    if (!wide[i]) continue;
    for (let step = -OPENED; step <= OPENED; step++) {
      const at = i + step * width;
      if (at >= 0 && at < width * height) out[at] = 1;
    }
  }
  return out;
}

/** A mask's outline as closed path data, smooth where cells are stairs. `unit`: units of the picture in a cell. */
export function maskPath(mask: Uint8Array, half: Half, pictureWidth: number): string {
  const plane = { width: half.width, height: half.height, data: blurred(mask, half.width, half.height) };
  return planePath(plane, half.unit, pictureWidth);
}

export function planePath(plane: Plane, unit: number, pictureWidth: number): string {
  return contoursOf(plane)
    .filter((loop) => loop.length >= 24)
    .map((loop) => {
      const line = smoothed(Float64Array.of(...loop, loop[0], loop[1]), true, 6);
      const curve = fitted(line, TOLERANCE, true).map((each) => each * unit);
      return loopData([curve], precisionFor(pictureWidth));
    })
    .join('');
}

/** 0...255, over 3 x 3 cells. */
function blurred(mask: Uint8Array, width: number, height: number): Uint8Array {
  const wide = new Uint8Array(mask.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) wide[i] = mask[x > 0 ? i - 1 : i] + mask[i] + mask[x < width - 1 ? i + 1 : i];
  }
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < out.length; i++) {
    const sum = wide[i >= width ? i - width : i] + wide[i] + wide[i + width < out.length ? i + width : i];
    out[i] = (255 * sum) / 9;
  }
  return out;
}
