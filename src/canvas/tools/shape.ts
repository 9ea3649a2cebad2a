// The shapes that line, rectangle and ellipse leave. Pure.
import type { Shape, XY } from '../../drawing/items.ts';
import { quantized } from '../../drawing/itemWire.ts';
import type { Gesture } from './types.ts';

/** The shape from where the hand came down to where it is; null while that is one place. */
export function shapeOf(
  tool: Shape['tool'],
  { points, even, size, colour }: Gesture,
  regular: (from: XY, to: XY) => XY,
): Shape | null {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last || Math.hypot(last[0] - first[0], last[1] - first[1]) < 1) return null;
  const from: XY = [first[0], first[1]];
  const [x, y] = even ? regular(from, [last[0], last[1]]) : last;
  const shape = { tool, size, from, to: [quantized(x), quantized(y)] as const };
  return colour === null ? shape : { ...shape, colour };
}
