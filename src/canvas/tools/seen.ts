// The paper as fill and pick see it: whole and at one resolution, wherever the view is.
import { renderHint, renderPicture } from '../../drawing/render.ts';
import type { Touch } from './types.ts';

/** Pixels for each paper unit: enough that a thin line holds a colour in. */
const DENSITY = 0.75;

export function seen({ document, paper }: Touch): ImageData {
  return renderPicture(document, Math.round(paper.width * DENSITY), Math.round(paper.height * DENSITY));
}

/** Its lines alone, in white on black. */
export function followed({ document, paper }: Touch): ImageData {
  return renderHint(document, Math.round(paper.width * DENSITY), Math.round(paper.height * DENSITY));
}

/** The pixel under the hand; null beside the paper. */
export function pixelAt(
  { at, paper }: Touch,
  { width, height }: { readonly width: number; readonly height: number },
): readonly [x: number, y: number] | null {
  const x = Math.floor(((at[0] + paper.width / 2) / paper.width) * width);
  const y = Math.floor(((at[1] + paper.height / 2) / paper.height) * height);
  return x >= 0 && y >= 0 && x < width && y < height ? [x, y] : null;
}
