// A document's lines in the form that the finish wants.
import { getStroke } from 'perfect-freehand';
import type { Document } from '../../src/drawing/document.ts';
import type { Lines, Outline } from '../../workers/finish/api.ts';
import { PAPER_SIDE, type Stroke } from '../../src/drawing/strokes.ts';

const INK = '#1d1c2b';

/** Pen strokes on a square paper; nothing else is in the drawings of these sheets. */
export function linesOf({ layers }: Document): Lines {
  const strokes = layers.flatMap(({ items }) => items).filter((item): item is Stroke => item.tool === 'pen');
  return { kind: 'strokes', width: PAPER_SIDE, height: PAPER_SIDE, outlines: strokes.map(outlineOf) };
}

/** As `strokePath` paints it. */
function outlineOf(stroke: Stroke): Outline {
  const outline = getStroke(stroke.points as [number, number, number][], {
    size: stroke.size,
    thinning: 0.35,
    smoothing: 0.5,
    streamline: 0.35,
    simulatePressure: !stroke.pressure,
    last: true,
  });
  const ring = Float32Array.from(outline.flatMap(([x = 0, y = 0]) => [x + PAPER_SIDE / 2, y + PAPER_SIDE / 2]));
  return { rings: [ring], smooth: true, colour: stroke.colour ?? INK, erases: false };
}
