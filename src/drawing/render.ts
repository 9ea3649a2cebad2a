// The document as pixels for the machine: as the hint that a net reads, and as the picture that is seen on the paper.
import { type Document, type Layer } from './document.ts';
import { type Context, type Look, paintLayer, setPaperUnits } from './paint.ts';
import { paperSize } from './strokes.ts';

/** What the net sees: white lines on black. */
export const HINT: Look = { ink: '#fff', plain: true };
const BLACK = '#000';
/** The ink of pictures, the same in every theme. */
export const INK = '#1d1c2b';
export const PICTURE: Look = { ink: INK };
const WHITE = '#fff';

/**
 * The drawing as a hint of `width` x `height` pixels: every shown line in white on black, opaque. With `layers`, these
 * instead, shown or not; those that are no lines (a depth map, say) come in their own colours, with what was drawn on them.
 */
export function renderHint(
  document: Document,
  width: number,
  height: number,
  { layers }: { readonly layers?: readonly string[] } = {},
): ImageData {
  return render(width, height, BLACK, (context, scratch) => {
    for (const layer of hintLayers(document, layers)) context.drawImage(laid(scratch, layer, lookOf(layer)), 0, 0);
  });
}

/** What is drawn on a map of colours is in its own colours, too. */
function lookOf(layer: Layer): Look {
  return layer.kind === 'ink' || layer.lines ? HINT : PICTURE;
}

/** The layers that a hint shows, each as it shows it: of a guide, the drawing's hint has only what was drawn on it. */
export function hintLayers(document: Document, layers?: readonly string[]): readonly Layer[] {
  if (layers) return document.layers.filter(({ id }) => layers.includes(id));
  const shown = document.layers.filter(
    (layer) => layer.shown && (layer.kind === 'ink' || layer.lines || layer.items.length > 0),
  );
  return shown.map((layer) => (layer.kind === 'ink' || layer.lines ? layer : { ...layer, kind: 'ink' }));
}

/** The document as it is seen on white paper, colours and all, but for control maps that are no lines. */
export function renderPicture(document: Document, width: number, height: number): ImageData {
  return render(width, height, WHITE, (context, scratch) => {
    for (const layer of pictureLayers(document)) {
      context.globalAlpha = layer.opacity;
      context.drawImage(laid(scratch, layer, PICTURE), 0, 0);
    }
  });
}

/** The layers that are seen in a picture of the document. */
export function pictureLayers({ layers }: Document): readonly Layer[] {
  return layers.filter((layer) => layer.shown && (layer.kind !== 'map' || layer.lines));
}

function render(
  width: number,
  height: number,
  ground: string,
  paint: (context: Context, scratch: OffscreenCanvasRenderingContext2D) => void,
): ImageData {
  const context = contextOf(width, height);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  paint(context, contextOf(width, height));
  return context.getImageData(0, 0, width, height);
}

/** One layer by itself, so that an eraser takes from nothing but its own. */
function laid(scratch: OffscreenCanvasRenderingContext2D, layer: Layer, look: Look): OffscreenCanvas {
  const { width, height } = scratch.canvas;
  scratch.setTransform(1, 0, 0, 1, 0, 0);
  scratch.clearRect(0, 0, width, height);
  setPaperUnits(scratch, width, height);
  paintLayer(scratch, layer, paperSize(width, height), look);
  return scratch.canvas;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
