// Strokes as numbers, small enough for a link: encode and parse, a pure pair. Everything parsed is foreign input.
import type { Point, Stroke } from '../drawing/strokes.ts';
import { isNumber } from '../store/saved.ts';
import { damaged, type Json } from './json.ts';

/** Coordinates travel in half paper units, pressures in hundredths, all as differences of whole numbers. */
const PER_UNIT = 2;
const PER_PRESSURE = 100;
const MAX_STROKES = 10_000;
const MAX_POINTS = 500_000;
/** Farthest coordinate accepted, in paper units: well outside any paper. */
const FARTHEST = 8192;

/** A stroke is [eraser?, size, measured pressure?, x, y, (p,) dx, dy, (dp,) ...] */
export function encodeStrokes(strokes: readonly Stroke[]): Json {
  return strokes.map(toWire);
}

/** @throws AppError 'bad-input' when the value is not what `encodeStrokes` gives. */
export function parseStrokes(value: unknown): readonly Stroke[] {
  if (!Array.isArray(value) || value.length > MAX_STROKES) throw damaged();
  const strokes = value.map(fromWire);
  if (strokes.reduce((sum, stroke) => sum + stroke.points.length, 0) > MAX_POINTS) throw damaged();
  return strokes;
}

function toWire(stroke: Stroke): Json {
  const numbers: number[] = [];
  let last = [0, 0, 0];
  for (const [x, y, pressure] of stroke.points) {
    const now = [Math.round(x * PER_UNIT), Math.round(y * PER_UNIT), Math.round(pressure * PER_PRESSURE)];
    now.slice(0, stroke.pressure ? 3 : 2).forEach((value, axis) => numbers.push(value - (last[axis] ?? 0)));
    last = now;
  }
  return [stroke.tool === 'eraser' ? 1 : 0, Math.round(stroke.size * 10) / 10, stroke.pressure ? 1 : 0, numbers];
}

function fromWire(value: unknown): Stroke {
  if (!Array.isArray(value)) throw damaged();
  const [eraser, size, measured, numbers] = value as unknown[];
  if ((eraser !== 0 && eraser !== 1) || (measured !== 0 && measured !== 1)) throw damaged();
  if (!isNumber(size) || size <= 0 || size > 1024 || !Array.isArray(numbers)) throw damaged();
  const axes = measured === 1 ? 3 : 2;
  if (numbers.length === 0 || numbers.length % axes !== 0 || !numbers.every(isNumber)) throw damaged();
  const points: Point[] = [];
  const at: [number, number, number] = [0, 0, PER_PRESSURE / 2];
  if (measured === 1) at[2] = 0;
  for (let i = 0; i < numbers.length; i += axes) {
    for (let axis = 0; axis < axes; axis++) at[axis as 0 | 1 | 2] += numbers[i + axis] as number;
    const [x, y, pressure] = [at[0] / PER_UNIT, at[1] / PER_UNIT, at[2] / PER_PRESSURE];
    if (Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST || pressure < 0 || pressure > 1) throw damaged();
    points.push([x, y, pressure]);
  }
  return { tool: eraser === 1 ? 'eraser' : 'pen', size, pressure: measured === 1, points };
}
