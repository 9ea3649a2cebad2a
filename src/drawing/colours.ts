// The colours of a drawing as something to be followed: whether it has any, and places that its filled areas colour. Pure.
import type { Document } from './document.ts';
import type { Fill, Item, Pin, Shape, XY } from './items.ts';
import { cornersOf, middleOf } from './shapes.ts';

/** Places are looked for on a grid of so many to a side of a filled area's box. */
const GRID = 16;
/** As many places a filled area colours at most, the innermost ones: lines that were drawn over it part it. */
const MOST_PLACES = 8;
/** So far from its border a place must be, in paper units: a line lies there. */
const INSIDE = 8;

/** So far beyond its own breadth a line's soft edge reaches. */
const LINE_EDGE = 4;
const OVAL_SIDES = 48;

const places = new WeakMap<Fill, readonly XY[]>();
const pins = new WeakMap<Document['layers'], readonly Pin[]>();

/** True where somebody who drew it means its colours: an area is filled, or lines have more than one colour. */
export function isColoured(document: Document): boolean {
  const items = shownItems(document);
  if (items.some(({ tool }) => tool === 'fill')) return true;
  const lines = items.flatMap((item) => (item.tool === 'eraser' ? [] : [item.colour ?? 'ink']));
  return new Set(lines).size > 1;
}

/** True where pictures of the document follow its colours. */
export function followsColours(document: Document): boolean {
  return document.plain !== true && isColoured(document);
}

/** The document whose colours are followed, or not. */
export function withColoursFollowed(document: Document, followed: boolean): Document {
  const { layers, active, pins } = document;
  return { layers, active, ...(pins && { pins }), ...(!followed && { plain: true as const }) };
}

/** Only what has a colour of its own, without pictures and ink: flat colours, as the net for them was taught. */
export function coloursAlone(document: Document): Document {
  const layers = document.layers.map(({ id, name, shown, items }) => {
    const coloured = items.filter((item) => item.tool === 'eraser' || item.colour !== undefined);
    return { kind: 'ink' as const, id, name, shown, opacity: 1, items: coloured };
  });
  return { layers, active: document.active };
}

/** Where the filled areas colour the clean picture's regions; of two that cover a place, the upper one comes later and counts. */
export function colourPins(document: Document): readonly Pin[] {
  if (!followsColours(document)) return [];
  let found = pins.get(document.layers);
  if (!found) pins.set(document.layers, (found = pinsOf(shownItems(document))));
  return found;
}

function pinsOf(items: readonly Item[]): readonly Pin[] {
  const lines = items.map(lineOf);
  // Under a line two regions meet: a colour poured on the line itself is neither one's.
  const free = ([x, y]: XY): boolean =>
    !lines.some(({ edges, reach }) => edges.some((edge) => distance(edge, x, y) <= reach));
  return items.flatMap((item) => {
    if (item.tool !== 'fill') return [];
    const { colour } = item;
    return placesIn(item)
      .filter(free)
      .slice(0, MOST_PLACES)
      .map((at) => ({ at, colour }));
  });
}

/** A line's middle as edges, and how far it reaches from there. */
function lineOf(item: Item): { readonly edges: readonly Edge[]; readonly reach: number } {
  if (item.tool === 'fill' || item.tool === 'eraser') return { edges: [], reach: 0 };
  const reach = item.size / 2 + LINE_EDGE;
  if (!('from' in item)) return { edges: pathOf(item.points), reach };
  if (item.tool === 'line') return { edges: [[...item.from, ...item.to]], reach };
  const corners = item.tool === 'rectangle' ? cornersOf(item) : ovalOf(item);
  return { edges: edgesOf(corners.flat()), reach };
}

function pathOf(points: readonly (readonly number[])[]): readonly Edge[] {
  return points.map(([x = 0, y = 0], i) => {
    const [px = x, py = y] = points[i - 1] ?? [];
    return [px, py, x, y];
  });
}

/** An ellipse as a polygon. */
function ovalOf(shape: Shape): readonly XY[] {
  const [[ax, ay], [bx, by], , [dx, dy]] = cornersOf(shape) as readonly [XY, XY, XY, XY];
  const [x, y] = middleOf(shape);
  return Array.from({ length: OVAL_SIDES }, (_, i): XY => {
    const [cos, sin] = [Math.cos((i / OVAL_SIDES) * 2 * Math.PI) / 2, Math.sin((i / OVAL_SIDES) * 2 * Math.PI) / 2];
    return [x + cos * (bx - ax) + sin * (dx - ax), y + cos * (by - ay) + sin * (dy - ay)];
  });
}

function shownItems({ layers }: Document): readonly Item[] {
  return layers.flatMap((layer) => (layer.shown ? layer.items : []));
}

function placesIn(fill: Fill): readonly XY[] {
  let found = places.get(fill);
  if (!found) places.set(fill, (found = innermost(fill.rings)));
  return found;
}

/** Places inside the rings (even-odd), the farthest from every border first. */
function innermost(rings: Fill['rings']): readonly XY[] {
  const edges = rings.flatMap(edgesOf);
  const xs = edges.map(([x]) => x);
  const ys = edges.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const found: { readonly at: XY; readonly far: number }[] = [];
  for (let i = 0; i < GRID * GRID; i++) {
    const x = left + (width * ((i % GRID) + 0.5)) / GRID;
    const y = top + (height * (Math.floor(i / GRID) + 0.5)) / GRID;
    if (!holds(edges, x, y)) continue;
    found.push({ at: [x, y], far: Math.min(...edges.map((edge) => distance(edge, x, y))) });
  }
  found.sort((a, b) => b.far - a.far);
  const good = found.filter(({ far }) => far >= INSIDE);
  return (good.length > 0 ? good : found.slice(0, 1)).map(({ at }) => at);
}

type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

function edgesOf(ring: readonly number[]): readonly Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    edges.push([ring[i] ?? 0, ring[i + 1] ?? 0, ring[j] ?? 0, ring[j + 1] ?? 0]);
  }
  return edges;
}

function holds(edges: readonly Edge[], x: number, y: number): boolean {
  let inside = false;
  for (const [x0, y0, x1, y1] of edges) {
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

function distance([x0, y0, x1, y1]: Edge, x: number, y: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const at = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - at * dx, y - y0 - at * dy);
}
