// What a hand does to a map of classes: hard edges only, every pixel is of one class. Pure but for `dab`, which writes into its map.
import { type ClassMap, NOTHING } from '../../../workers/preprocess/seg_ofade20k/palette.ts';

export type Point = readonly [x: number, y: number];

/** The part of a map that has changed. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function blankMap(width: number, height: number): ClassMap {
  return { width, height, classes: new Uint8Array(width * height).fill(NOTHING) };
}

export const copyMap = (map: ClassMap): ClassMap => ({ ...map, classes: map.classes.slice() });

/** The class of the pixel that holds a point; NOTHING outside. */
export function classAt({ width, height, classes }: ClassMap, [x, y]: Point): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return NOTHING;
  return classes[row * width + column] ?? NOTHING;
}

/**
 * A round brush drawn from one point to another, into the map itself: all pixels whose middle is within half the brush's
 * size of the line. At least the pixel under the point.
 */
export function dab(map: ClassMap, from: Point, to: Point, size: number, index: number): Area {
  const radius = size / 2;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  const near = (x: number, y: number): boolean => {
    const along = squared === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / squared;
    const t = Math.max(0, Math.min(1, along));
    return (x - from[0] - t * dx) ** 2 + (y - from[1] - t * dy) ** 2 <= radius * radius;
  };
  const area = bounds(map, [from, to], radius);
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) {
      if (near(x + 0.5, y + 0.5)) map.classes[y * map.width + x] = index;
    }
  }
  const [column, row] = [Math.floor(to[0]), Math.floor(to[1])];
  if (column >= 0 && row >= 0 && column < map.width && row < map.height) map.classes[row * map.width + column] = index;
  return area;
}

/** Everything of one class that hangs together (by edges, not corners) at a point becomes another class. */
export function fillFrom(map: ClassMap, at: Point, index: number): ClassMap {
  const { width, height } = map;
  const [column, row] = [Math.floor(at[0]), Math.floor(at[1])];
  if (column < 0 || row < 0 || column >= width || row >= height) return map;
  const old = map.classes[row * width + column];
  if (old === index) return map;
  const next = copyMap(map);
  const { classes } = next;
  const waiting = [row * width + column];
  for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
    if (classes[pixel] !== old) continue;
    const start = pixel - (pixel % width);
    let left = pixel;
    while (left > start && classes[left - 1] === old) left--;
    for (let p = left; p < start + width && classes[p] === old; p++) {
      classes[p] = index;
      if (p >= width && classes[p - width] === old) waiting.push(p - width);
      if (p + width < classes.length && classes[p + width] === old) waiting.push(p + width);
    }
  }
  return next;
}

/** All pixels that a rectangle between two points touches. */
export function fillRectangle(map: ClassMap, from: Point, to: Point, index: number): ClassMap {
  const next = copyMap(map);
  const { x, y, width, height } = bounds(map, [from, to], 0);
  for (let row = y; row < y + height; row++) next.classes.fill(index, row * map.width + x, row * map.width + x + width);
  return next;
}

/** All pixels whose middle is inside a closed line (even-odd rule). */
export function fillOutline(map: ClassMap, outline: readonly Point[], index: number): ClassMap {
  const next = copyMap(map);
  const { y, height } = bounds(map, outline, 0);
  for (let row = y; row < y + height; row++) {
    const middle = row + 0.5;
    const crossings = outline.flatMap((a, i): number[] => {
      const b = outline[(i + 1) % outline.length] ?? a;
      if (a[1] <= middle === b[1] <= middle) return [];
      return [a[0] + ((middle - a[1]) / (b[1] - a[1])) * (b[0] - a[0])];
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const start = clamp(Math.ceil((crossings[i] ?? 0) - 0.5), map.width);
      const end = clamp(Math.ceil((crossings[i + 1] ?? 0) - 0.5), map.width);
      next.classes.fill(index, row * map.width + start, row * map.width + end);
    }
  }
  return next;
}

function bounds({ width, height }: ClassMap, points: readonly Point[], margin: number): Area {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const x = clamp(Math.floor(Math.min(...xs) - margin), width);
  const y = clamp(Math.floor(Math.min(...ys) - margin), height);
  const right = clamp(Math.floor(Math.max(...xs) + margin) + 1, width);
  const bottom = clamp(Math.floor(Math.max(...ys) + margin) + 1, height);
  return { x, y, width: right - x, height: bottom - y };
}

function clamp(value: number, side: number): number {
  return Math.max(0, Math.min(side, value));
}
