// What a share link holds, as JSON: encode and parse, a pure pair. Everything parsed is foreign input.
import { AppError } from '../../workers/errors.ts';
import type { Point, Stroke } from '../drawing/strokes.ts';
import { isNumber, isRecord, parseOverrides } from '../store/saved.ts';
import type { SettingOverrides } from '../store/types.ts';

export interface Shared {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly seed: number;
  readonly settings: SettingOverrides;
  readonly strokes: readonly Stroke[];
}

/** Coordinates travel in half paper units, pressures in hundredths, all as differences of whole numbers. */
const PER_UNIT = 2;
const PER_PRESSURE = 100;
const MAX_STROKES = 10_000;
const MAX_POINTS = 500_000;
/** Farthest coordinate accepted, in paper units: well outside any paper. */
const FARTHEST = 8192;
const MAX_TEXT = 20_000;

/** [eraser?, size, measured pressure?, x, y, (p,) dx, dy, (dp,) ...] */
type WireStroke = readonly [0 | 1, number, 0 | 1, readonly number[]];

export function encodeShared(shared: Shared): string {
  const { prompt, negativePrompt, seed, settings, strokes } = shared;
  return JSON.stringify({ p: prompt, n: negativePrompt, r: seed, s: settings, d: strokes.map(toWire) });
}

/** @throws AppError 'bad-input' when the text is not what `encodeShared` writes. */
export function parseShared(text: string): Shared {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw broken(error);
  }
  if (!isRecord(value)) throw broken();
  const { p, n, r, s, d } = value;
  if (typeof p !== 'string' || typeof n !== 'string' || p.length > MAX_TEXT || n.length > MAX_TEXT) throw broken();
  if (!isNumber(r) || !Number.isInteger(r) || r < 0 || r > 2 ** 32 - 1) throw broken();
  if (!Array.isArray(d) || d.length > MAX_STROKES) throw broken();
  const strokes = d.map(fromWire);
  if (strokes.reduce((sum, stroke) => sum + stroke.points.length, 0) > MAX_POINTS) throw broken();
  return { prompt: p, negativePrompt: n, seed: r, settings: parseOverrides(s), strokes };
}

function toWire(stroke: Stroke): WireStroke {
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
  if (!Array.isArray(value)) throw broken();
  const [eraser, size, measured, numbers] = value as unknown[];
  if ((eraser !== 0 && eraser !== 1) || (measured !== 0 && measured !== 1)) throw broken();
  if (!isNumber(size) || size <= 0 || size > 1024 || !Array.isArray(numbers)) throw broken();
  const axes = measured === 1 ? 3 : 2;
  if (numbers.length === 0 || numbers.length % axes !== 0 || !numbers.every(isNumber)) throw broken();
  const points: Point[] = [];
  const at: [number, number, number] = [0, 0, PER_PRESSURE / 2];
  if (measured === 1) at[2] = 0;
  for (let i = 0; i < numbers.length; i += axes) {
    for (let axis = 0; axis < axes; axis++) at[axis as 0 | 1 | 2] += numbers[i + axis] as number;
    const [x, y, pressure] = [at[0] / PER_UNIT, at[1] / PER_UNIT, at[2] / PER_PRESSURE];
    if (Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST || pressure < 0 || pressure > 1) throw broken();
    points.push([x, y, pressure]);
  }
  return { tool: eraser === 1 ? 'eraser' : 'pen', size, pressure: measured === 1, points };
}

function broken(cause?: unknown): AppError {
  return new AppError(
    'bad-input',
    'The link is damaged.',
    'Ask for it again; links are sometimes cut in mails and chats.',
    { cause },
  );
}
