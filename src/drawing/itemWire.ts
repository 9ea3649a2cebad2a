// Items as short lists of whole numbers, for links and storage: encode and parse, a pure pair.
import { type Fill, type Item, type Shape, SHAPE_TOOLS, type XY } from './items.ts';
import type { Point, Stroke } from './strokes.ts';

/** Coordinates travel in eighths of a paper unit, or in halves where that loses nothing; pressures in hundredths. */
const FINE = 8;
const COARSE = 2;
const PER_PRESSURE = 100;
/** Farthest coordinate accepted, in paper units: well outside any paper. */
const FARTHEST = 8192;
const MAX_SIZE = 1024;
const TOOLS = ['pen', 'eraser', ...SHAPE_TOOLS, 'fill'] as const;

/**
 * [tool, size, flags, numbers, colour?]; flags: 1 measured pressure, 2 fine coordinates. The numbers are x, y, (p,) dx,
 * dy, (dp,) ...; a turned shape has a third pair, the degrees and 0; a fill has a list of such lists. Coarse strokes without a colour are what links of version 1 hold.
 */
export type WireItem =
  | readonly [tool: number, size: number, flags: number, numbers: WireNumbers]
  | readonly [tool: number, size: number, flags: number, numbers: WireNumbers, colour: string];
type WireNumbers = readonly number[] | readonly (readonly number[])[];

const encoded = new WeakMap<Item, WireItem>();

/** Remembered for each item: a drawing is encoded after every stroke. */
export function encodeItem(item: Item): WireItem {
  let wire = encoded.get(item);
  if (!wire) encoded.set(item, (wire = toWire(item)));
  return wire;
}

/** The nearest number that the wire carries: items made of such numbers come back as they were. */
export function quantized(value: number): number {
  return Math.round(value * FINE) / FINE;
}

export function quantizedPressure(value: number): number {
  return Math.round(value * PER_PRESSURE) / PER_PRESSURE;
}

function toWire(item: Item): WireItem {
  const tool = TOOLS.indexOf(item.tool);
  const rows = rowsOf(item);
  const coarse = rows.every((list) => list.every((row) => (row[0] * COARSE) % 1 === 0 && (row[1] * COARSE) % 1 === 0));
  const lists = rows.map((list) => differences(list, coarse ? COARSE : FINE));
  const flags = ('pressure' in item && item.pressure ? 1 : 0) + (coarse ? 0 : 2);
  if (item.tool === 'fill') return [tool, 0, flags, lists, item.colour];
  const size = Math.round(item.size * 10) / 10;
  const wire = [tool, size, flags, lists[0] ?? []] as const;
  return item.colour === undefined ? wire : [...wire, item.colour];
}

type Row = readonly [x: number, y: number, pressure?: number];

/** The item's lists of points; a fill has several. */
function rowsOf(item: Item): readonly (readonly Row[])[] {
  switch (item.tool) {
    case 'pen':
    case 'eraser':
      return [item.pressure ? item.points : item.points.map(([x, y]): Row => [x, y])];
    case 'line':
    case 'rectangle':
    case 'ellipse':
      return [item.turn === undefined ? [item.from, item.to] : [item.from, item.to, [item.turn, 0]]];
    case 'fill':
      return item.rings.map((ring) =>
        Array.from({ length: ring.length / 2 }, (_, i): Row => [ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0]),
      );
  }
}

function differences(rows: readonly Row[], perUnit: number): number[] {
  const numbers: number[] = [];
  let last = [0, 0, 0];
  for (const row of rows) {
    const now = row.map((value, axis) => Math.round((value ?? 0) * (axis < 2 ? perUnit : PER_PRESSURE)));
    now.forEach((value, axis) => numbers.push(value - (last[axis] ?? 0)));
    last = now;
  }
  return numbers;
}

/** The item, or null when `value` is none: it is foreign input. */
export function parseItem(value: unknown): Item | null {
  if (!Array.isArray(value)) return null;
  const [index, size, flags, numbers, given] = value as unknown[];
  const tool = TOOLS[typeof index === 'number' ? index : -1];
  if (tool === undefined || typeof flags !== 'number' || ![0, 1, 2, 3].includes(flags)) return null;
  if (given !== undefined && !isColour(given)) return null;
  const perUnit = flags < 2 ? COARSE : FINE;
  if (tool === 'fill') return given === undefined ? null : parseFill(numbers, perUnit, given);
  if (typeof size !== 'number' || !(size > 0 && size <= MAX_SIZE)) return null;
  const colour = given === undefined ? {} : { colour: given };
  if (tool !== 'pen' && tool !== 'eraser') return parseShape({ tool, size, ...colour }, numbers, perUnit);
  return parseStroke({ tool, size, pressure: flags % 2 === 1, ...colour }, numbers, perUnit);
}

function parseStroke(stroke: Omit<Stroke, 'points'>, numbers: unknown, perUnit: number): Stroke | null {
  const rows = sums(numbers, stroke.pressure ? 3 : 2, perUnit);
  const points = rows?.map(([x = 0, y = 0, pressure = 0.5]): Point => [x, y, pressure]);
  const sound = points?.every(([, , pressure]) => pressure >= 0 && pressure <= 1);
  return points && sound ? { ...stroke, points } : null;
}

function parseShape(shape: Omit<Shape, 'from' | 'to'>, numbers: unknown, perUnit: number): Shape | null {
  const rows = sums(numbers, 2, perUnit);
  if (rows?.length !== 2 && rows?.length !== 3) return null;
  const [from, to, turn] = rows.map(([x = 0, y = 0]): XY => [x, y]) as [XY, XY, XY?];
  return { ...shape, from, to, ...(turn && turn[0] !== 0 && { turn: turn[0] }) };
}

function parseFill(lists: unknown, perUnit: number, colour: string): Fill | null {
  if (!Array.isArray(lists)) return null;
  const rings = lists.map((list) => sums(list, 2, perUnit)?.flat());
  return rings.every((ring) => ring !== undefined) ? { tool: 'fill', colour, rings } : null;
}

/** Rows of `axes` numbers from their differences; undefined when they are not sound. */
function sums(numbers: unknown, axes: 2 | 3, perUnit: number): number[][] | undefined {
  if (!Array.isArray(numbers) || numbers.length === 0 || numbers.length % axes !== 0) return undefined;
  if (!numbers.every((each) => typeof each === 'number')) return undefined;
  const rows: number[][] = [];
  const at = [0, 0, 0];
  for (let i = 0; i < numbers.length; i += axes) {
    for (let axis = 0; axis < axes; axis++) at[axis] = (at[axis] ?? 0) + (numbers[i + axis] ?? NaN);
    const row = at.slice(0, axes).map((value, axis) => value / (axis < 2 ? perUnit : PER_PRESSURE));
    // NaN and Infinity fail this too.
    if (!row.every((value) => Math.abs(value) <= FARTHEST)) return undefined;
    rows.push(row);
  }
  return rows;
}

/** True for '#rrggbb'. */
export function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value);
}
