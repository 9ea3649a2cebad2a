// The drawing, small, painted in slices: a paper full of strokes must not hold up the hand that draws the next one.
import type { Document, Layer } from './document.ts';
import { type Look, paintItem, paintPicture, setPaperUnits } from './paint.ts';
import { HINT, hintLayers, PICTURE, pictureLayers } from './render.ts';
import { paperSize } from './strokes.ts';
import type { Size } from './place.ts';

/** As long as the page may be kept at a time. */
const SLICE_MS = 6;
/** Items between two looks at the clock. */
const AT_ONCE = 24;

/** What is to be painted, and how. */
export interface PaperView {
  readonly layers: readonly Layer[];
  readonly look: Look;
  readonly ground: string;
  /** Layers shine through each other as they do on the paper. */
  readonly opacity: boolean;
}

/** As a net sees it; with `layers` these alone. */
export function hintView(document: Document, layers?: readonly string[]): PaperView {
  return { layers: hintLayers(document, layers), look: HINT, ground: 'black', opacity: false };
}

/** As it is seen on white paper. */
export function pictureView(document: Document): PaperView {
  return { layers: pictureLayers(document), look: PICTURE, ground: 'white', opacity: true };
}

/** The view in pixels; null as soon as it is no longer `wanted`. */
export async function paperInSlices(
  { layers, look, ground, opacity }: PaperView,
  size: Size,
  wanted: () => boolean,
): Promise<OffscreenCanvas | null> {
  const { width, height } = size;
  const [sheet, scratch] = [contextOf(size), contextOf(size)];
  sheet.fillStyle = ground;
  sheet.fillRect(0, 0, width, height);
  let since = performance.now();
  let painted = 0;
  for (const layer of layers) {
    scratch.setTransform(1, 0, 0, 1, 0, 0);
    scratch.clearRect(0, 0, width, height);
    setPaperUnits(scratch, width, height);
    paintPicture(scratch, layer, paperSize(width, height), look);
    for (const item of layer.items) {
      paintItem(scratch, item, look);
      if (++painted % AT_ONCE > 0) continue;
      // Canvases put off what they are told to paint; a look at a pixel has it done now, so that the clock tells of it.
      scratch.getImageData(0, 0, 1, 1);
      if (performance.now() - since < SLICE_MS) continue;
      await idle();
      if (!wanted()) return null;
      since = performance.now();
    }
    sheet.globalAlpha = opacity ? layer.opacity : 1;
    sheet.drawImage(scratch.canvas, 0, 0);
  }
  return sheet.canvas;
}

/** When the page has nothing else to do. */
export function idle(): Promise<void> {
  return new Promise((done) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => done(), { timeout: 1000 });
    else setTimeout(done, 16); // Safari
  });
}

function contextOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
