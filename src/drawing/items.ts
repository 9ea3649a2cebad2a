// What a hand leaves on a layer: strokes, shapes and fills, as vectors in paper units. Types only.
import type { Stroke } from './strokes.ts';

export type XY = readonly [x: number, y: number];

export const SHAPE_TOOLS = ['line', 'rectangle', 'ellipse'] as const;

/** A drawn outline between two corners. */
export interface Shape {
  readonly tool: (typeof SHAPE_TOOLS)[number];
  /** Width of the line, in paper units. */
  readonly size: number;
  readonly from: XY;
  readonly to: XY;
  /** By how many degrees it is turned around its middle, clockwise; lines never are. */
  readonly turn?: number;
  /** '#rrggbb'; the paper's ink when absent. */
  readonly colour?: string;
}

/** A coloured area: no line, so no net follows it. */
export interface Fill {
  readonly tool: 'fill';
  readonly colour: string;
  /** Closed outlines, each x, y, x, y ...; holes by the even-odd rule. */
  readonly rings: readonly (readonly number[])[];
}

export type Item = Stroke | Shape | Fill;

/** A colour that the region around a place on the paper has in the clean picture, whatever the model painted there. */
export interface Pin {
  readonly at: XY;
  /** '#rrggbb' */
  readonly colour: string;
}

/** True for what a net can follow. */
export function isLine(item: Item): boolean {
  return item.tool !== 'eraser' && item.tool !== 'fill';
}
