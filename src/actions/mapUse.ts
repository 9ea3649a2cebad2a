// What the user does with a finished control map: onto the paper, or into a file.
import { mapLayer, newLayerId, withPicture } from '../drawing/document.ts';
import { keepImage } from '../drawing/images.ts';
import { t } from '../i18n/i18n.ts';
import { isLineMap } from '../photo/choice.ts';
import { mapOf } from '../photo/stock.ts';
import { pngOf, saveFile } from '../services/saveFile.ts';
import { store } from '../store/store.ts';
import { setDrawing } from './draw.ts';
import { setHint } from './hint.ts';
import { notify } from './notice.ts';

/** Lays a line map under the strokes as dark ink, where pen and eraser change it; the drawing is the hint again. */
export function putOnPaper(): void {
  const { photo, drawing } = store.getState();
  const pixels = mapOf(photo.map?.id)?.pixels;
  if (!photo.map || !pixels || !isLineMap(photo.map.kind)) return;
  const { width, height } = pixels;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  const id = crypto.randomUUID();
  const { dark } = keepImage(id, canvas, width, height);
  const layer = mapLayer(newLayerId(), id, photo.map.kind, { inverted: dark });
  const { layers } = withPicture(drawing.present, layer);
  setDrawing({ layers, active: layer.id });
  setHint('drawing');
  notify(t('canvas:mapOnPaper'));
}

export async function saveMap(): Promise<void> {
  const { map } = store.getState().photo;
  const stock = mapOf(map?.id);
  if (map && stock) saveFile(await pngOf(stock.pixels), `${map.kind}.png`);
}
