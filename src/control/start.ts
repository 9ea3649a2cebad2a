// The start picture and the mask as pixels. Reads the state it is given; changes nothing.
import { isEmpty } from '../drawing/document.ts';
import { renderPicture } from '../drawing/render.ts';
import { paperSize } from '../drawing/strokes.ts';
import type { AppState } from '../state/types.ts';
import { pictureOf } from './stock.ts';
import type { Mask, MaskStroke } from '../state/control.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}
type Page = Pick<AppState, 'start' | 'drawing'>;
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** True when there is a picture to start from. */
export function hasStart({ start: { source }, drawing }: Page): boolean {
  if (source.kind === 'picture') return pictureOf(source.picture.id) !== null;
  return source.kind === 'drawing' && !isEmpty(drawing.present);
}

/** The picture to start from; null when there is none. The drawing is of the given size, others are as they are. */
export function startPixels(state: Page, { width, height }: Size): ImageData | null {
  if (!hasStart(state)) return null;
  const { source } = state.start;
  if (source.kind === 'picture') return pictureOf(source.picture.id);
  return renderPicture(state.drawing.present, width, height);
}

/** True when the mask says anything: a switched-off or empty one repaints the whole picture. */
export function hasMask({ on, inverted, strokes }: Mask): boolean {
  return on && (inverted || strokes.length > 0);
}

/** The mask as the engine takes it: white is repainted. */
export function maskPixels(mask: Mask, { width, height }: Size): ImageData {
  const context = contextOf({ width, height });
  paintMask(context, mask, { width, height }, 'white');
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** Paints `colour` wherever the mask is painted, onto a context on which nothing is yet. */
export function paintMask(context: Context, { inverted, strokes }: Mask, size: Size, colour: string): void {
  if (inverted) {
    context.fillStyle = colour;
    context.fillRect(0, 0, size.width, size.height);
  }
  paintStrokes(context, strokes, inverted, size, colour);
}

/** Strokes over what is there already; in an inverted mask those that erase are the ones that paint. */
export function paintStrokes(
  context: Context,
  strokes: readonly MaskStroke[],
  inverted: boolean,
  { width, height }: Size,
  colour: string,
): void {
  const scale = width / paperSize(width, height).width;
  context.setTransform(scale, 0, 0, scale, width / 2, height / 2);
  Object.assign(context, { lineCap: 'round', lineJoin: 'round', strokeStyle: colour });
  for (const { erase, size, points } of strokes) {
    context.globalCompositeOperation = erase === inverted ? 'source-over' : 'destination-out';
    context.lineWidth = size;
    context.beginPath();
    context.moveTo(points[0] ?? 0, points[1] ?? 0);
    // A line to where it began is a dot.
    for (let i = 0; i < points.length; i += 2) context.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
    context.stroke();
  }
  context.globalCompositeOperation = 'source-over';
  context.setTransform(1, 0, 0, 1, 0, 0);
}

function contextOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
