// The mask as JSON: strokes as whole numbers, each point as its difference from the one before. A pure pair.
import { isRecord, numberIn } from './foreign.ts';
import type { Mask, MaskStroke } from '../state/control.ts';
import { NO_MASK } from '../state/units.ts';

const MAX_STROKES = 5_000;
const MAX_NUMBERS = 400_000;
const LARGEST = 2048;
const MAX_BLUR = 64;
/** Farthest coordinate accepted, in paper units: well outside any paper. */
const FARTHEST = 8192;

/** [erase?, size, x, y, dx, dy, ...] */
type WireStroke = readonly number[];

export function encodeMask({ on, inverted, blur, strokes }: Mask): {
  readonly on: boolean;
  readonly inverted: boolean;
  readonly blur?: number;
  readonly strokes: readonly WireStroke[];
} {
  return { on, inverted, ...(blur > 0 && { blur }), strokes: strokes.map(toWire) };
}

/** The mask without whatever in it is damaged or beyond all reason. */
export function parseMask(value: unknown): Mask {
  if (!isRecord(value)) return NO_MASK;
  const { on, inverted, blur, strokes } = value;
  const sound: MaskStroke[] = [];
  let room = MAX_NUMBERS;
  for (const each of Array.isArray(strokes) ? (strokes.slice(0, MAX_STROKES) as unknown[]) : []) {
    if (!Array.isArray(each) || each.length > room) continue;
    const stroke = fromWire(each);
    room -= each.length;
    if (stroke) sound.push(stroke);
  }
  return { on: on === true, inverted: inverted === true, blur: numberIn(blur, 0, MAX_BLUR) ?? 0, strokes: sound };
}

function toWire({ erase, size, points }: MaskStroke): WireStroke {
  const whole = points.map((each) => Math.round(each));
  return [erase ? 1 : 0, Math.round(size), ...whole.map((each, i) => each - (whole[i - 2] ?? 0))];
}

function fromWire(value: unknown): MaskStroke | null {
  if (!Array.isArray(value) || value.length < 4 || value.length % 2 !== 0) return null;
  const [erase, size, ...steps] = value as unknown[];
  const width = numberIn(size, 1, LARGEST);
  if ((erase !== 0 && erase !== 1) || width === null) return null;
  const points: number[] = [];
  for (const step of steps) {
    const at = numberIn(step, -2 * FARTHEST, 2 * FARTHEST);
    const point = at === null ? null : numberIn(at + (points[points.length - 2] ?? 0), -FARTHEST, FARTHEST);
    if (point === null) return null;
    points.push(point);
  }
  return { erase: erase === 1, size: width, points };
}
