// What the user does with a finished control map: onto the paper, or into a file.
import { followingLayer } from '../../state/units.ts';
import { mapLayer, newLayerId, withPicture } from '../../drawing/document.ts';
import { keepImage } from '../../drawing/images.ts';
import { t } from '../../i18n/i18n.ts';
import { isLineMap } from '../../photo/choice.ts';
import { mapOf } from '../../photo/stock.ts';
import { pngOf, saveFile } from '../../files/saveFile.ts';
import { store } from '../../state/store.ts';
import { setDrawing } from './draw.ts';
import { setHint } from '../../state/hint.ts';
import { notify } from '../../notices/notice.ts';

/**
 * Lays the map under the strokes, where pen and eraser change it. Lines become dark ink, and the drawing is the hint again; any
 * other map keeps its colours, and its layer with what is drawn on it is the hint.
 */
export function putOnPaper(): void {
  const { photo, drawing } = store.getState();
  const pixels = mapOf(photo.map?.id)?.pixels;
  if (!photo.map || !pixels) return;
  const { kind } = photo.map;
  const { width, height } = pixels;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  const id = crypto.randomUUID();
  const { dark } = keepImage(id, canvas, width, height);
  const layer = mapLayer(newLayerId(), id, kind, isLineMap(kind) ? { inverted: dark } : { lines: false });
  const { layers } = withPicture(drawing.present, layer);
  setDrawing({ ...drawing.present, layers, active: layer.id });
  // The panel lies over the paper, which is what is wanted now.
  store.setState({ photo: { ...photo, open: false } });
  if (layer.lines) setHint('drawing');
  else store.setState(({ units }) => ({ units: followingLayer(units, layer.id, crypto.randomUUID()) }));
  notify(t('canvas:mapOnPaper'));
}

export async function saveMap(): Promise<void> {
  const { map } = store.getState().photo;
  const stock = mapOf(map?.id);
  if (map && stock) saveFile(await pngOf(stock.pixels), `${map.kind}.png`);
}
