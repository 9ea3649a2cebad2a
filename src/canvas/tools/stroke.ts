// The strokes that pen and eraser leave. Pure.
import { quantized, quantizedPressure } from '../../drawing/itemWire.ts';
import type { Point, Stroke } from '../../drawing/strokes.ts';
import { straight } from './snap.ts';
import type { Gesture } from './types.ts';

/** Distance between points of a straightened stroke, in paper units. */
const SPACING = 12;

/** The movement as a stroke; a straight one of even width while Shift is held. */
export function strokeOf(tool: Stroke['tool'], { points, measured, even, size, colour }: Gesture): Stroke {
  const tint = colour === null || tool === 'eraser' ? {} : { colour };
  if (even) return { tool, size, pressure: true, points: straightened(points), ...tint };
  return { tool, size, pressure: measured, points, ...tint };
}

function straightened(points: readonly Point[]): readonly Point[] {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return points;
  const to = straight([first[0], first[1]], [last[0], last[1]]);
  const count = Math.max(1, Math.round(Math.hypot(to[0] - first[0], to[1] - first[1]) / SPACING));
  return Array.from({ length: count + 1 }, (_, i): Point => {
    const share = i / count;
    return [quantized(first[0] + (to[0] - first[0]) * share), quantized(first[1] + (to[1] - first[1]) * share), 0.5];
  });
}

/** A point as it is kept: rounded to what the wire carries. A pen held low draws broader, as a pencil does. */
export function pointOf(x: number, y: number, pressure: number, altitude = Math.PI / 2): Point {
  const low = Math.max(0, 1 - altitude / (Math.PI / 4));
  return [quantized(x), quantized(y), quantizedPressure(Math.min(1, pressure * (1 + low)))];
}
