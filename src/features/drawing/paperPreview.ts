// Small canvases on the page that show the drawing.
import { type PaperView, paperInSlices } from '../../drawing/paperSlices.ts';
import type { Size } from '../../photo/fitted.ts';

/** Paints on the canvas that `target` gives when all is done; false when that is gone by then. */
export async function paintPaper(
  target: () => HTMLCanvasElement | null,
  view: PaperView,
  size: Size,
): Promise<boolean> {
  const sheet = await paperInSlices(view, size, () => target() !== null);
  const canvas = target();
  if (!canvas || !sheet) return false;
  Object.assign(canvas, size);
  canvas.getContext('2d')?.drawImage(sheet, 0, 0);
  return true;
}
