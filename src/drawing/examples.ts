// Example drawings for the first click: a few strokes made of lines and arcs, with the words that go with them. Pure.
import { type Document, documentOf } from './document.ts';
import { EXAMPLE_PROMPTS, type ExamplePrompt } from './examplePrompts.ts';
import type { Point, Stroke } from './strokes.ts';

export interface Example {
  readonly prompt: ExamplePrompt;
  readonly drawing: Document;
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

/** A smooth line through all points (uniform Catmull-Rom). */
const curve = (...through: readonly XY[]): XY[] => {
  const at = (i: number): XY => through[Math.max(0, Math.min(through.length - 1, i))] ?? [0, 0];
  const part = (i: number): XY[] => {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const count = Math.max(2, Math.round(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]) / SPACING));
    const along = (axis: 0 | 1, t: number): number => {
      const [a, b, c, d] = [p0[axis], p1[axis], p2[axis], p3[axis]];
      return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    };
    return Array.from({ length: count }, (_, k): XY => [along(0, k / count), along(1, k / count)]);
  };
  return [...through.slice(0, -1).flatMap((_, i) => part(i)), at(through.length - 1)];
};

const mix = (a: XY, b: XY, t: number): XY => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
const drawing = (...strokes: readonly Stroke[]): Document => documentOf(strokes);

const DRAWINGS: { readonly [P in ExamplePrompt]: Document } = {
  'red apple, flat style': drawing(
    stroke(
      ...curve(
        [5, -140],
        [-90, -190],
        [-220, -175],
        [-300, -50],
        [-285, 120],
        [-200, 290],
        [-95, 350],
        [0, 322],
        [95, 350],
        [200, 290],
        [285, 120],
        [300, -50],
        [220, -175],
        [95, -190],
        [5, -140],
      ),
    ),
    stroke(...curve([5, -140], [0, -230], [40, -320])),
    stroke(...curve([25, -235], [70, -325], [170, -360], [260, -335], [200, -250], [110, -215], [25, -235])),
  ),
  'house with a red roof': drawing(
    stroke(...lines([-270, -30], [-270, 320], [270, 320], [270, -30])),
    stroke(...lines([-370, 0], [0, -330], [370, 0])),
    stroke(...lines([-60, 320], [-60, 110], [80, 110], [80, 320])),
    stroke(...lines([-200, 60], [-110, 60], [-110, 150], [-200, 150], [-200, 60])),
    stroke(...lines([180, -170], [180, -290], [250, -290], [250, -110])),
  ),
  'green tree, flat style': drawing(
    stroke(
      ...curve(
        [-50, 140],
        [-190, 150],
        [-290, 80],
        [-285, -40],
        [-215, -110],
        [-200, -230],
        [-90, -310],
        [20, -345],
        [140, -300],
        [205, -210],
        [220, -110],
        [290, -30],
        [280, 90],
        [180, 150],
        [50, 140],
      ),
    ),
    stroke(...curve([-50, 60], [-48, 220], [-90, 370])),
    stroke(...curve([50, 60], [48, 220], [90, 370])),
    stroke(...lines([-90, 370], [90, 370])),
  ),
  'blue fish, cartoon style': drawing(
    stroke(
      ...curve(
        [-360, 10],
        [-280, -110],
        [-120, -190],
        [60, -170],
        [220, -50],
        [320, -150],
        [400, -170],
        [365, 0],
        [400, 180],
        [320, 160],
        [220, 70],
        [60, 190],
        [-120, 205],
        [-280, 130],
        [-360, 10],
      ),
    ),
    stroke(...arc(-215, -35, 24, 24)),
    stroke(...curve([-130, -120], [-80, 0], [-130, 140])),
    stroke(...curve([-90, -185], [0, -290], [130, -270], [120, -145])),
  ),
};

export const EXAMPLES: readonly Example[] = EXAMPLE_PROMPTS.map((prompt) => ({ prompt, drawing: DRAWINGS[prompt] }));
