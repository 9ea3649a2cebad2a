// How far a sketch was photographed askew: lines that run level or upright gather in few rows of a projection. Pure.

const MOST_DEGREES = 12;
const STEP_DEGREES = 0.5;
/** The projection must be so much sharper than the unturned one, or the drawing has no straight lines to go by. */
const SHARPER = 1.25;
const MAX_DOTS = 6000;

/** Degrees by which the picture is to be turned clockwise to stand straight; 0 where nothing says so. */
export function skewOf(lines: Uint8Array, width: number, height: number): number {
  const dots = dotsOf(lines, width, height);
  if (dots.length < 60) return 0;
  const upright = sharpness(dots, 0);
  let [best, angle] = [upright * SHARPER, 0];
  for (let degrees = -MOST_DEGREES; degrees <= MOST_DEGREES; degrees += STEP_DEGREES) {
    const found = sharpness(dots, degrees);
    if (found > best) [best, angle] = [found, degrees];
  }
  // One at the end of the range is no maximum.
  return Math.abs(angle) === MOST_DEGREES ? 0 : angle;
}

type Dot = readonly [x: number, y: number];

function dotsOf(lines: Uint8Array, width: number, height: number): readonly Dot[] {
  const all: Dot[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (lines[i] === 1) all.push([(i % width) - width / 2, Math.floor(i / width) - height / 2]);
  }
  const every = Math.max(1, Math.floor(all.length / MAX_DOTS));
  return all.filter((_, i) => i % every === 0);
}

/** Sum of squares of both projections of the dots turned by `degrees`. */
function sharpness(dots: readonly Dot[], degrees: number): number {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [rows, columns] = [new Map<number, number>(), new Map<number, number>()];
  const add = (map: Map<number, number>, at: number): unknown => map.set(at, (map.get(at) ?? 0) + 1);
  for (const [x, y] of dots) {
    add(rows, Math.round((x * sin + y * cos) / 2));
    add(columns, Math.round((x * cos - y * sin) / 2));
  }
  let sum = 0;
  for (const map of [rows, columns]) for (const count of map.values()) sum += count * count;
  return sum;
}
