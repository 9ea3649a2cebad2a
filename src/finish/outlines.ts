// What was drawn by hand as closed outlines, for the finish worker: strokes as they are painted, shapes with their line's
// width. Pure.
import type { Outline } from '../../workers/finish/api.ts';
import type { Layer } from '../drawing/document.ts';
import type { Item, Shape, XY } from '../drawing/items.ts';
import type { Size } from '../drawing/place.ts';
import { cornersOf, middleOf } from '../drawing/shapes.ts';
import { strokeOutline } from '../drawing/strokes.ts';

/** A half circle has so many sides. */
const ROUND = 12;
const HALF_PI = Math.PI / 2;
/** An ellipse of no height has normals all the same. */
const FLAT = 1e-3;

/**
 * The lines of layers that hold nothing but lines, first drawn first; null where outlines cannot say what is seen: a picture lies
 * on one of them, or an eraser would take from the layers below its own.
 */
export function outlinesOf(layers: readonly Layer[], paper: Size, ink: string): readonly Outline[] | null {
  const drawn = layers.filter((layer) => layer.kind !== 'ink' || layer.items.length > 0);
  if (drawn.some(({ kind }) => kind !== 'ink')) return null;
  if (drawn.slice(1).some(({ items }) => items.some(({ tool }) => tool === 'eraser'))) return null;
  return drawn.flatMap(({ items }) => items.flatMap((item) => outlineOf(item, paper, ink) ?? []));
}

/** null for a fill, which is no line, and for a stroke of no extent. */
function outlineOf(item: Item, { width, height }: Size, ink: string): Outline | null {
  if (item.tool === 'fill') return null;
  const smooth = 'points' in item;
  const rings = (smooth ? [strokeOutline(item)] : shapeRings(item)).filter((ring) => ring.length > 2);
  if (rings.length === 0) return null;
  const fromCorner = (ring: readonly XY[]): Float32Array =>
    Float32Array.from(ring.flatMap(([x, y]) => [x + width / 2, y + height / 2]));
  return {
    rings: rings.map(fromCorner),
    smooth,
    colour: item.colour ?? ink,
    erases: item.tool === 'eraser',
  };
}

function shapeRings(shape: Shape): readonly (readonly XY[])[] {
  const reach = shape.size / 2;
  const { from, to, turn = 0 } = shape;
  if (shape.tool === 'line') {
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    return [[...arc(to, angle - HALF_PI, Math.PI, reach), ...arc(from, angle + HALF_PI, Math.PI, reach)]];
  }
  if (shape.tool === 'ellipse') return ellipseRings(shape, reach);
  const angle = (turn * Math.PI) / 180;
  // From the upper left, clockwise as it is seen (y down).
  const outer = box(shape, 0).flatMap((at, i) => arc(at, angle + Math.PI + i * HALF_PI, HALF_PI, reach));
  const [width, height] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
  // The hole runs the other way round; none where the line fills it.
  return Math.min(width, height) > shape.size ? [outer, [...box(shape, reach)].reverse()] : [outer];
}

/** The corners of a rectangle made smaller by `inset` on each side. */
function box({ from, to, turn = 0 }: Shape, inset: number): readonly XY[] {
  const corner = (at: 0 | 1, sign: 1 | -1): number => sign * (Math.max(sign * from[at], sign * to[at]) - inset);
  return cornersOf({
    tool: 'rectangle',
    size: 0,
    from: [corner(0, -1), corner(1, -1)],
    to: [corner(0, 1), corner(1, 1)],
    turn,
  });
}

function arc([x, y]: XY, from: number, turn: number, radius: number): readonly XY[] {
  const steps = Math.ceil((turn / Math.PI) * ROUND);
  return Array.from({ length: steps + 1 }, (_, k): XY => {
    const angle = from + (turn * k) / steps;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

function ellipseRings({ from, to, turn = 0 }: Shape, reach: number): readonly (readonly XY[])[] {
  const [cx, cy] = middleOf({ from, to });
  const [rx, ry] = [Math.abs(to[0] - from[0]) / 2, Math.abs(to[1] - from[1]) / 2];
  const count = Math.min(240, Math.max(4 * ROUND, Math.ceil(Math.max(rx, ry) / 3)));
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const ring = (by: number): XY[] =>
    Array.from({ length: count }, (_, i): XY => {
      const angle = (2 * Math.PI * i) / count;
      const [ex, ey] = [Math.cos(angle), Math.sin(angle)];
      // Along the normal: what lies at an even distance from an ellipse is none itself.
      const [nx, ny] = [ex * Math.max(ry, FLAT), ey * Math.max(rx, FLAT)];
      const away = by / Math.hypot(nx, ny);
      const [x, y] = [rx * ex + away * nx, ry * ey + away * ny];
      return [cx + x * cos - y * sin, cy + x * sin + y * cos];
    });
  return Math.min(rx, ry) > reach ? [ring(reach), ring(-reach).reverse()] : [ring(reach)];
}
