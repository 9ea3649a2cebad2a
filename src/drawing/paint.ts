// Paints a drawing on any 2D context. Reads nothing but its arguments and the picture pixels; knows no store.
import { imageOf } from './images.ts';
import { type Drawing, paperSize, type Stroke, strokePath } from './strokes.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface Ink {
  readonly ink: string;
  readonly paper: string;
}

/** What the net sees: white lines on black. */
const HINT_INK: Ink = { ink: '#fff', paper: '#000' };
const paths = new WeakMap<Stroke, Path2D>();

/** Puts paper units on the context: the origin at the centre, the paper filling width x height pixels. */
export function setPaperUnits(context: Context, width: number, height: number): void {
  const scale = width / paperSize(width, height).width;
  context.setTransform(scale, 0, 0, scale, width / 2, height / 2);
}

/** One finished stroke; its outline is computed once and remembered. */
export function paintStroke(context: Context, stroke: Stroke, { ink, paper }: Ink): void {
  let path = paths.get(stroke);
  if (!path) paths.set(stroke, (path = new Path2D(strokePath(stroke))));
  context.fillStyle = stroke.tool === 'pen' ? ink : paper;
  context.fill(path);
}

/** The whole drawing over the whole canvas. */
export function paintDrawing(
  context: Context,
  drawing: Drawing,
  size: { width: number; height: number },
  ink: Ink,
  asHint = false,
): void {
  const { width, height } = size;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, width, height);
  const picture = drawing.image && imageOf(drawing.image, asHint);
  if (picture) {
    const scale = Math.min(width / picture.width, height / picture.height);
    const [w, h] = [picture.width * scale, picture.height * scale];
    context.imageSmoothingQuality = 'high';
    context.globalCompositeOperation = asHint ? 'source-over' : 'multiply';
    context.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h);
    context.globalCompositeOperation = 'source-over';
  }
  setPaperUnits(context, width, height);
  for (const stroke of drawing.strokes) paintStroke(context, stroke, ink);
}

/** The drawing as a hint of `width` x `height` pixels: white on black, opaque. */
export function renderHint(drawing: Drawing, width: number, height: number): ImageData {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  paintDrawing(context, drawing, canvas, HINT_INK, true);
  return context.getImageData(0, 0, width, height);
}
