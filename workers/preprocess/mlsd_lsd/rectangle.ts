// The rectangle that stands for a region of aligned pixels, and how it is judged. Pure.
import { certainty } from './falseAlarms.ts';
import { type LevelLines, NO_ANGLE } from './levelLines.ts';

export interface Rectangle {
  /** Its axis from end to end. */
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly width: number;
  /** Direction of the axis, and how far a pixel may differ from it. */
  readonly theta: number;
  readonly tolerance: number;
  /** Probability that noise is within the tolerance. */
  readonly p: number;
}

/** The difference of two directions, 0...pi. */
export function angleBetween(a: number, b: number): number {
  const difference = Math.abs(a - b) % (2 * Math.PI);
  return difference > Math.PI ? 2 * Math.PI - difference : difference;
}

export const axisLength = ({ x1, y1, x2, y2 }: Rectangle): number => Math.hypot(x2 - x1, y2 - y1);

/** The first `count` pixels of `region` as a rectangle along their main axis, weighted by their gradients. */
export function rectangleOf(
  { width, sizes }: LevelLines,
  region: Int32Array,
  count: number,
  angle: number,
  tolerance: number,
  p: number,
): Rectangle {
  let [sum, cx, cy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const at = region[i];
    sum += sizes[at];
    cx += (at % width) * sizes[at];
    cy += Math.floor(at / width) * sizes[at];
  }
  cx /= sum;
  cy /= sum;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const at = region[i];
    const x = (at % width) - cx;
    const y = Math.floor(at / width) - cy;
    xx += y * y * sizes[at];
    yy += x * x * sizes[at];
    xy -= x * y * sizes[at];
  }
  const theta = mainAxis(xx / sum, yy / sum, xy / sum, angle, tolerance);
  const dx = Math.cos(theta);
  const dy = Math.sin(theta);
  let [from, to, left, right] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const x = (region[i] % width) - cx;
    const y = Math.floor(region[i] / width) - cy;
    const along = x * dx + y * dy;
    const aside = y * dx - x * dy;
    if (along < from) from = along;
    if (along > to) to = along;
    if (aside < left) left = aside;
    if (aside > right) right = aside;
  }
  return {
    x1: cx + from * dx,
    y1: cy + from * dy,
    x2: cx + to * dx,
    y2: cy + to * dy,
    width: Math.max(1, right - left),
    theta,
    tolerance,
    p,
  };
}

/** Direction of the smaller eigenvector of the inertia matrix, on the side of `angle`. */
function mainAxis(xx: number, yy: number, xy: number, angle: number, tolerance: number): number {
  const lambda = 0.5 * (xx + yy - Math.sqrt((xx - yy) ** 2 + 4 * xy * xy));
  const theta = Math.abs(xx) > Math.abs(yy) ? Math.atan2(lambda - xx, xy) : Math.atan2(xy, lambda - yy);
  return angleBetween(theta, angle) > tolerance ? theta + Math.PI : theta;
}

/** -log10 of the number of false alarms of a rectangle. */
export function rectangleCertainty(lines: LevelLines, rectangle: Rectangle, logTests: number): number {
  const { width, height, angles } = lines;
  const { x1, y1, x2, y2, theta, tolerance, p } = rectangle;
  const length = Math.max(axisLength(rectangle), 1e-9);
  const dx = (((x2 - x1) / length) * rectangle.width) / 2;
  const dy = (((y2 - y1) / length) * rectangle.width) / 2;
  const cornerX = [x1 - dy, x2 - dy, x2 + dy, x1 + dy];
  const cornerY = [y1 + dx, y2 + dx, y2 - dx, y1 - dx];
  const lastX = Math.min(width - 1, Math.floor(Math.max(...cornerX)));
  let [total, aligned] = [0, 0];
  for (let x = Math.max(0, Math.ceil(Math.min(...cornerX))); x <= lastX; x++) {
    let [top, bottom] = [Infinity, -Infinity];
    for (let i = 0; i < 4; i++) {
      const j = (i + 1) & 3;
      const fromX = cornerX[i];
      const toX = cornerX[j];
      if ((fromX < x && toX < x) || (fromX > x && toX > x)) continue;
      const y = fromX === toX ? cornerY[i] : cornerY[i] + ((x - fromX) / (toX - fromX)) * (cornerY[j] - cornerY[i]);
      top = Math.min(top, y, fromX === toX ? cornerY[j] : y);
      bottom = Math.max(bottom, y, fromX === toX ? cornerY[j] : y);
    }
    const lastY = Math.min(height - 1, Math.floor(bottom));
    for (let y = Math.max(0, Math.ceil(top)); y <= lastY; y++) {
      total++;
      const angle = angles[y * width + x];
      if (angle !== NO_ANGLE && angleBetween(angle, theta) <= tolerance) aligned++;
    }
  }
  return certainty(total, aligned, p, logTests);
}

const TRIES = 5;
/** Pixels by which a rectangle is made narrower. */
const NARROWER = 0.5;

/** The best of slightly changed rectangles, tried in turn until one is certain enough. */
export function improve(
  lines: LevelLines,
  first: Rectangle,
  logTests: number,
  enough: number,
): { readonly rectangle: Rectangle; readonly score: number } {
  let best = { rectangle: first, score: rectangleCertainty(lines, first, logTests) };
  for (const change of [finer, narrower, (r: Rectangle) => oneSide(r, 1), (r: Rectangle) => oneSide(r, -1), finer]) {
    let rectangle: Rectangle | null = best.rectangle;
    for (let i = 0; i < TRIES && best.score <= enough; i++) {
      rectangle = change(rectangle);
      if (rectangle === null) break;
      const score = rectangleCertainty(lines, rectangle, logTests);
      if (score > best.score) best = { rectangle, score };
    }
  }
  return best;
}

const finer = (r: Rectangle): Rectangle | null => ({ ...r, p: r.p / 2, tolerance: (r.p / 2) * Math.PI });

const narrower = (r: Rectangle): Rectangle | null =>
  r.width - NARROWER < 0.5 ? null : { ...r, width: r.width - NARROWER };

/** Cuts one side off; the axis moves to the middle of what is left. */
function oneSide(r: Rectangle, side: 1 | -1): Rectangle | null {
  if (r.width - NARROWER < 0.5) return null;
  const dx = (-Math.sin(r.theta) * NARROWER * side) / 2;
  const dy = (Math.cos(r.theta) * NARROWER * side) / 2;
  return { ...r, x1: r.x1 + dx, y1: r.y1 + dy, x2: r.x2 + dx, y2: r.y2 + dy, width: r.width - NARROWER };
}
