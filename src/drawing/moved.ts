// Layers moved, scaled and turned: the picture keeps its pixels and gets another place, what was drawn gets other numbers.
import type { Layer } from './document.ts';
import { imageSize } from './images.ts';
import type { Item, Shape, XY } from './items.ts';
import { quantized } from './itemWire.ts';
import { type Matrix, through } from './matrix.ts';
import { around, between, fitted, type Place, type Size } from './place.ts';
import { cornersOf, middleOf } from './shapes.ts';
import type { Point } from './strokes.ts';

/** Where the layer's picture lies, or else what is drawn on it; null where there is nothing of either. */
export function placeOf(layer: Layer, paper: Size): Place | null {
  if (layer.kind === 'ink') return placeOfItems(layer.items);
  const size = imageSize(layer.image);
  return layer.place ?? (size && fitted(size, paper));
}

/** The layer with all that lies at one place brought to another. */
export function movedLayer(layer: Layer, from: Place, to: Place): Layer {
  const place = roundedPlace(to);
  const matrix = between(from, place);
  const items = layer.items.map((item) => movedItem(item, matrix));
  return layer.kind === 'ink' ? { ...layer, items } : { ...layer, items, place };
}

/** In numbers that storage and links carry. */
export function roundedPlace({ x, y, width, height, angle }: Place): Place {
  const side = (value: number): number => Math.max(1, quantized(value));
  return { x: quantized(x), y: quantized(y), width: side(width), height: side(height), angle: quantized(angle) };
}

/** Lines stay evenly broad, also where sides are stretched by different factors. */
export function movedItem(item: Item, matrix: Matrix): Item {
  const [a, b, c, d] = matrix;
  const to = (at: XY): XY => {
    const [x, y] = through(matrix, at);
    return [quantized(x), quantized(y)];
  };
  if (item.tool === 'fill') return { ...item, rings: item.rings.map((ring) => pairs(ring).flatMap(to)) };
  const size = Math.max(0.5, Math.round(item.size * Math.sqrt(Math.abs(a * d - b * c)) * 10) / 10);
  if ('points' in item) {
    const [, , , , e, f] = matrix;
    // Tens of thousands of points at once: no arrays in between.
    const points = item.points.map(([x, y, pressure]): Point => [
      quantized(a * x + c * y + e),
      quantized(b * x + d * y + f),
      pressure,
    ]);
    return { ...item, size, points };
  }
  if (item.tool === 'line') return { ...item, size, from: to(item.from), to: to(item.to) };
  return movedShape({ ...item, size }, matrix);
}

/** The corners of a rectangle or an ellipse lie across from each other in axes that turn with it. */
function movedShape(shape: Shape, matrix: Matrix): Shape {
  const [a, b, c, d] = matrix;
  const { from, to, turn: before, ...rest } = shape;
  const angle = ((before ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [ux, uy] = [a * cos + c * sin, b * cos + d * sin]; // where its x axis goes
  const [vx, vy] = [c * cos - a * sin, d * cos - b * sin];
  const [x, y] = through(matrix, middleOf(shape));
  const [w, h] = [((to[0] - from[0]) / 2) * Math.hypot(ux, uy), ((to[1] - from[1]) / 2) * Math.hypot(vx, vy)];
  const turn = quantized((Math.atan2(uy, ux) * 180) / Math.PI);
  return {
    ...rest,
    from: [quantized(x - w), quantized(y - h)],
    to: [quantized(x + w), quantized(y + h)],
    ...(turn !== 0 && { turn }),
  };
}

const places = new WeakMap<readonly Item[], { readonly place: Place | null }>();

/** Remembered for each list: it is asked for with every frame. */
function placeOfItems(items: readonly Item[]): Place | null {
  let known = places.get(items);
  if (!known) places.set(items, (known = { place: around(extentsOf(items)) }));
  return known.place;
}

function* extentsOf(items: readonly Item[]): Generator<readonly [point: XY, margin: number]> {
  for (const item of items) {
    if (item.tool === 'eraser') continue;
    if ('points' in item) for (const [x, y] of item.points) yield [[x, y], item.size / 2];
    else if (item.tool === 'fill') for (const ring of item.rings) for (const at of pairs(ring)) yield [at, 0];
    else for (const at of cornersOf(item)) yield [at, item.size / 2];
  }
}

function pairs(ring: readonly number[]): readonly XY[] {
  return Array.from({ length: ring.length / 2 }, (_, i): XY => [ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0]);
}
