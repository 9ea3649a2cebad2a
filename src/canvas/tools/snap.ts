// Movements made regular while Shift is held. Pure.
import type { XY } from '../../drawing/items.ts';

const STEP = Math.PI / 12;

/** The end of a line turned to the nearest multiple of 15 degrees. */
export function straight(from: XY, to: XY): XY {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const angle = Math.round(Math.atan2(dy, dx) / STEP) * STEP;
  const length = Math.hypot(dx, dy);
  return [from[0] + length * Math.cos(angle), from[1] + length * Math.sin(angle)];
}

/** The far corner moved so that both sides are as long as the longer one. */
export function square(from: XY, to: XY): XY {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  return [from[0] + side * (Math.sign(dx) || 1), from[1] + side * (Math.sign(dy) || 1)];
}
