// Example drawings for the first click: a few strokes made of lines and arcs, with the words that go with them. Pure.
import type { Drawing, Point, Stroke } from './strokes.ts';

export interface Example {
  readonly prompt: string;
  readonly drawing: Drawing;
}

type XY = readonly [x: number, y: number];
const SIZE = 24;
/** Distance between points on a drawn line, in paper units: about what a hand leaves. */
const SPACING = 14;

const stroke = (...points: readonly XY[]): Stroke => ({
  tool: 'pen',
  size: SIZE,
  pressure: false,
  points: points.map(([x, y]): Point => [Math.round(x), Math.round(y), 0.5]),
});

/** Straight lines from corner to corner. */
const lines = (...corners: readonly XY[]): XY[] =>
  corners.flatMap((corner, i) => {
    const next = corners[i + 1];
    if (!next) return [corner];
    const count = Math.max(1, Math.round(Math.hypot(next[0] - corner[0], next[1] - corner[1]) / SPACING));
    return Array.from({ length: count }, (_, k): XY => mix(corner, next, k / count));
  });

/** Part of an ellipse around (x, y); angles in turns, clockwise from the right. */
const arc = (x: number, y: number, rx: number, ry: number, from = 0, to = 1): XY[] => {
  const count = Math.max(8, Math.round((Math.abs(to - from) * Math.PI * (rx + ry)) / SPACING));
  return Array.from({ length: count + 1 }, (_, k): XY => {
    const angle = 2 * Math.PI * (from + ((to - from) * k) / count);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
};

const mix = (a: XY, b: XY, t: number): XY => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
const drawing = (...strokes: readonly Stroke[]): Drawing => ({ strokes, image: null });

export const EXAMPLES: readonly Example[] = [
  {
    prompt: 'red apple, flat style',
    drawing: drawing(
      stroke(...arc(-120, 60, 190, 215, 0.83, 0.27), ...arc(120, 60, 190, 215, 0.23, -0.33)),
      stroke(...arc(90, -180, 95, 150, 0.5, 0.68)),
      stroke(...arc(130, -270, 120, 60, 0.45, 0.95), ...arc(130, -230, 115, 70, 0, 0.45)),
    ),
  },
  {
    prompt: 'house with a red roof',
    drawing: drawing(
      stroke(...lines([-270, -30], [-270, 320], [270, 320], [270, -30])),
      stroke(...lines([-370, 0], [0, -330], [370, 0])),
      stroke(...lines([-60, 320], [-60, 110], [80, 110], [80, 320])),
      stroke(...lines([-200, 60], [-110, 60], [-110, 150], [-200, 150], [-200, 60])),
      stroke(...lines([180, -170], [180, -290], [250, -290], [250, -110])),
    ),
  },
  {
    prompt: 'green tree, flat style',
    drawing: drawing(
      stroke(
        ...arc(-170, -40, 170, 160, 0.25, 0.72),
        ...arc(0, -190, 190, 170, 0.5, 1),
        ...arc(170, -40, 170, 160, -0.22, 0.25),
        ...lines([170, 120], [-170, 120]),
      ),
      stroke(...lines([-50, 125], [-70, 380])),
      stroke(...lines([50, 125], [70, 380], [-70, 380])),
    ),
  },
  {
    prompt: 'blue fish, cartoon style',
    drawing: drawing(
      stroke(...arc(-50, 0, 300, 190)),
      stroke(...lines([235, -20], [400, -160], [370, 0], [400, 160], [235, 20])),
      stroke(...arc(-210, -50, 26, 26)),
      stroke(...arc(-330, 0, 210, 170, -0.12, 0.12)),
      stroke(...lines([-60, -190], [40, -290], [130, -150])),
    ),
  },
];
