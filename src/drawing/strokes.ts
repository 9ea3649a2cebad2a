// The stroke kernel: strokes are vectors in paper units, and this turns them into outlines. Pure: no DOM, no store.
import { getStroke } from 'perfect-freehand';

/** x, y in paper units from the paper's centre (y down), pressure 0...1. */
export type Point = readonly [x: number, y: number, pressure: number];

export interface Stroke {
  readonly tool: 'pen' | 'eraser';
  /** Diameter at medium pressure, in paper units. */
  readonly size: number;
  /** True when the device measured the pressure; otherwise speed stands in for it. */
  readonly pressure: boolean;
  readonly points: readonly Point[];
  /** '#rrggbb'; the paper's ink when absent. */
  readonly colour?: string;
}

/** Side of a square paper in paper units; other shapes have the same area. */
export const PAPER_SIDE = 1024;

/** The paper's sides in paper units for a picture of `width` x `height` pixels. */
export function paperSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const ratio = Math.sqrt(width / height);
  return { width: PAPER_SIDE * ratio, height: PAPER_SIDE / ratio };
}

/** The stroke's outline as SVG path data, in paper units. `last` is false while the hand is still moving. */
export function strokePath(stroke: Stroke, last = true): string {
  return closedCurve(strokeOutline(stroke, last));
}

/** The corners between whose sides' middles the stroke's outline runs as a smooth closed curve, in paper units. */
export function strokeOutline(stroke: Stroke, last = true): readonly (readonly [x: number, y: number])[] {
  return getStroke(stroke.points as [number, number, number][], {
    size: stroke.size,
    thinning: stroke.tool === 'eraser' ? 0 : 0.35,
    smoothing: 0.5,
    streamline: 0.35,
    simulatePressure: !stroke.pressure,
    last,
  });
}

/** A smooth closed curve through the midpoints of a polygon's sides; '' for fewer than 3 corners. */
export function closedCurve(corners: readonly (readonly [number, number])[]): string {
  const first = corners[0];
  if (!first || corners.length < 3) return '';
  let path = '';
  corners.forEach((corner, index) => {
    const next = corners[index + 1] ?? first;
    const middle = `${round((corner[0] + next[0]) / 2)} ${round((corner[1] + next[1]) / 2)}`;
    path += path === '' ? `M${middle}` : ` Q${round(corner[0])} ${round(corner[1])} ${middle}`;
  });
  const second = corners[1] ?? first;
  return `${path} Q${round(first[0])} ${round(first[1])} ${round((first[0] + second[0]) / 2)} ${round((first[1] + second[1]) / 2)} Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
