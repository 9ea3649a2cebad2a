// The outlines of a mask as few-cornered polygons. Pure.

/** Outlines of smaller areas, in pixels, are left out: specks and pinholes. */
const MIN_AREA = 6;
/** How far a corner may lie from the line that replaces it, in pixels. */
const SLACK = 0.8;

type Corner = readonly [x: number, y: number];

/** Closed polygons around all areas of a mask, holes included (even-odd), in pixels from its top left. */
export function outlinesOf(mask: Uint8Array, width: number, height: number): readonly (readonly Corner[])[] {
  return loopsOf(mask, width, height)
    .filter((loop) => Math.abs(areaOf(loop)) >= MIN_AREA)
    .map((loop) => simplified(loop));
}

/** Loops along pixel edges, the area on their right hand. */
function loopsOf(mask: Uint8Array, width: number, height: number): Corner[][] {
  const stride = width + 1;
  /** From corner to the corners that edges lead to; two where areas touch at a corner. */
  const edges = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const known = edges.get(from);
    if (known) known.push(to);
    else edges.set(from, [to]);
  };
  const inside = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] === 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!inside(x, y)) continue;
      const corner = y * stride + x;
      if (!inside(x, y - 1)) add(corner, corner + 1);
      if (!inside(x + 1, y)) add(corner + 1, corner + 1 + stride);
      if (!inside(x, y + 1)) add(corner + 1 + stride, corner + stride);
      if (!inside(x - 1, y)) add(corner + stride, corner);
    }
  }
  const loops: Corner[][] = [];
  for (const start of edges.keys()) {
    while ((edges.get(start)?.length ?? 0) > 0) loops.push(follow(edges, start, stride));
  }
  return loops;
}

/** Takes the loop through `start` out of the edges. */
function follow(edges: Map<number, number[]>, start: number, stride: number): Corner[] {
  const loop: Corner[] = [];
  let at = start;
  do {
    loop.push([at % stride, Math.floor(at / stride)]);
    const next = edges.get(at)?.pop();
    if (next === undefined) break;
    at = next;
  } while (at !== start);
  return loop;
}

function areaOf(loop: readonly Corner[]): number {
  let sum = 0;
  loop.forEach(([x, y], i) => {
    const [nextX, nextY] = loop[(i + 1) % loop.length] ?? [x, y];
    sum += x * nextY - nextX * y;
  });
  return sum / 2;
}

/** Stairs become slopes: side middles, then Douglas-Peucker on both halves of the loop. */
function simplified(loop: readonly Corner[]): readonly Corner[] {
  const middles = loop.map(([x, y], i): Corner => {
    const [nextX, nextY] = loop[(i + 1) % loop.length] ?? [x, y];
    return [(x + nextX) / 2, (y + nextY) / 2];
  });
  const half = middles.length >> 1;
  const first = thinned(middles.slice(0, half + 1));
  const second = thinned([...middles.slice(half), middles[0] as Corner]);
  return [...first.slice(0, -1), ...second.slice(0, -1)];
}

/** https://en.wikipedia.org/wiki/Ramer%E2%80%93Douglas%E2%80%93Peucker_algorithm, without recursion: loops can be long. */
function thinned(points: readonly Corner[]): Corner[] {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const spans: (readonly [from: number, to: number])[] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let far: number = SLACK;
    let index = -1;
    for (let i = from + 1; i < to; i++) {
      const distance = offLine(points[i] as Corner, points[from] as Corner, points[to] as Corner);
      if (distance > far) [far, index] = [distance, i];
    }
    if (index < 0) continue;
    keep[index] = 1;
    spans.push([from, index], [index, to]);
  }
  return points.filter((_, i) => keep[i] === 1);
}

function offLine([x, y]: Corner, [x0, y0]: Corner, [x1, y1]: Corner): number {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length === 0) return Math.hypot(x - x0, y - y0);
  return Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length;
}
