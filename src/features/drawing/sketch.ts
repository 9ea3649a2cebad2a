// A photographed sketch on a layer becomes clean lines, as one step that can be undone.
import { withLayer } from '../../drawing/document.ts';
import { imagePixels, keepImage } from '../../drawing/images.ts';
import { t } from '../../i18n/i18n.ts';
import { saidFailure } from '../../i18n/said.ts';
import { failureOf } from '../../machine/failure.ts';
import { cleanSketch } from '../../machine/sketch.ts';
import { store } from '../../state/store.ts';
import { setDrawing } from './draw.ts';
import { notify, notifyStep } from '../../notices/notice.ts';

export async function cleanUpLayer(id: string): Promise<void> {
  const layer = store.getState().drawing.present.layers.find((each) => each.id === id);
  const photo = layer && layer.kind !== 'ink' ? imagePixels(layer.image) : null;
  if (!photo) return;
  notify(t('canvas:cleaning'));
  try {
    const clean = await cleanSketch(photo);
    if (!clean) return notify(t('canvas:cleanEmpty'));
    const image = crypto.randomUUID();
    const { width, height, data, turned } = clean;
    keepImage(image, await createImageBitmap(new ImageData(data, width, height)), width, height);
    const { present } = store.getState().drawing;
    setDrawing(
      withLayer(present, id, (now) =>
        now.kind === 'ink' ? now : { ...now, image, inverted: false, lines: true, opacity: 1 },
      ),
    );
    notifyStep(turned === 0 ? t('canvas:cleaned') : t('canvas:cleanedTurned', { degrees: Math.abs(turned) }));
  } catch (error) {
    notify(saidFailure(failureOf(error)));
  }
}
