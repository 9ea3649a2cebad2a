// A line of thickness 2, pixel for pixel as OpenCV draws it (ThickLine, FillConvexPoly with fractions, Line2): a turned
// rectangle with its outline, and a small disc at both ends. Pure, but for the picture that it draws on.
import type { Rgb } from '../../image/types.ts';
import { clip, fillBetween, fillCircle, ONE, type Point, round, span } from './raster.ts';
import type { Colour } from './skeleton.ts';

/** Half the thickness. */
const HALF_WIDTH = ONE;
const HALF = ONE / 2;
const CAP = 1;

/** As far beyond the picture lines are cut off, before anything is rounded. */
const MARGIN = 2;

/** Between two whole pixels, both to the right of and below the picture's first. */
export function thickLine(image: Rgb, start: Point, end: Point, colour: Colour): void {
  const inside = { width: image.width + 2 * MARGIN, height: image.height + 2 * MARGIN };
  const moved = ([x, y]: Point, by: number): Point => [x + by, y + by];
  const ends = clip(inside, moved(start, MARGIN), moved(end, MARGIN));
  if (!ends) return;
  const [from, to] = [moved(ends[0], -MARGIN), moved(ends[1], -MARGIN)];
  const [dx, dy] = [from[0] - to[0], to[1] - from[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length > 0) {
    const scale = HALF_WIDTH / length;
    const [aside, along] = [round(dy * scale), round(dx * scale)];
    const corner = ([x, y]: Point, sign: number): Point => [x * ONE + sign * aside, y * ONE + sign * along];
    fillFixed(image, [corner(from, 1), corner(from, -1), corner(to, -1), corner(to, 1)], colour);
  }
  for (const end of [from, to]) fillCircle(image, end, CAP, colour);
}

/** A convex polygon whose corners have 16 fractional bits. */
function fillFixed(image: Rgb, corners: readonly Point[], colour: Colour): void {
  corners.forEach((corner, i) => lineFixed(image, corners.at(i - 1) ?? corner, corner, colour));
  fillBetween(
    image,
    corners.map(([x, y]) => ({ x, row: Math.floor((y + HALF) / ONE) })),
    colour,
  );
}

/** A thin line between such corners: one pixel in each column, or in each row where it is steep. */
function lineFixed(image: Rgb, from: Point, to: Point, colour: Colour): void {
  const ends = clip({ width: image.width * ONE, height: image.height * ONE }, from, to);
  if (!ends) return;
  const [across, down] = [Math.abs(ends[1][0] - ends[0][0]), Math.abs(ends[1][1] - ends[0][1])];
  const flat = across > down;
  const [main, other] = flat ? ([0, 1] as const) : ([1, 0] as const);
  const [start, end] = ends[1][main] < ends[0][main] ? [ends[1], ends[0]] : ends;
  const step = Math.trunc(((end[other] - start[other]) * ONE) / (Math.max(across, down) | 1));
  const put = (x: number, y: number): void => span(image, y, x, x, colour);
  put((end[0] + HALF) >> 16, (end[1] + HALF) >> 16);
  const first = (start[main] + HALF) >> 16;
  const count = (end[main] - start[main]) >> 16;
  for (let i = 0, aside = start[other] + HALF; i <= count; i++, aside += step) {
    if (flat) put(first + i, aside >> 16);
    else put(aside >> 16, first + i);
  }
}
