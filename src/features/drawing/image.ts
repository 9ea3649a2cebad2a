// Pictures from outside: upload, drop and paste put them under the strokes.
import { newLayerId, pictureLayer, withPicture } from '../../drawing/document.ts';
import { keepImage } from '../../drawing/images.ts';
import { t } from '../../i18n/i18n.ts';
import { said, saidFailure } from '../../i18n/said.ts';
import { failureOf } from '../../machine/failure.ts';
import { readPicture } from '../../files/pictureFile.ts';
import { sizeOf } from '../../files/pixels.ts';
import { store } from '../../state/store.ts';
import { setDrawing } from './draw.ts';
import { setHint } from '../../state/hint.ts';
import { notify, notifyStep } from '../../notices/notice.ts';

/** Longer side that pictures for the paper are decoded at. */
const PAPER_SIDE = 2048;

/** How a photo lies on the paper: half seen, to trace over. */
const GUIDE = { lines: false, opacity: 0.5 } as const;

/** Lays a picture under the strokes; one that looks like no drawing is a guide. Dark pictures are taken for white-on-black hints and shown as dark ink on paper. */
export async function importImage(file: Blob): Promise<void> {
  try {
    const { source, notes } = await readPicture(file, PAPER_SIDE);
    const [width, height] = sizeOf(source);
    const id = crypto.randomUUID();
    const { dark, sketch } = keepImage(id, source, width, height);
    if (source instanceof ImageBitmap) source.close();
    const how = sketch ? { inverted: dark } : GUIDE;
    setDrawing(withPicture(store.getState().drawing.present, pictureLayer(newLayerId(), id, how)));
    setHint('drawing'); // a map in its place would hide it
    const words = t(!sketch ? 'canvas:guideAdded' : dark ? 'canvas:pictureAddedDark' : 'canvas:pictureAdded');
    // That it was scaled is of no weight here: the paper is coarser than any photo.
    notifyStep([words, ...notes.filter((note) => note.includes('animated')).map(said)].join(' '));
  } catch (error) {
    notify(saidFailure(failureOf(error)));
  }
}
