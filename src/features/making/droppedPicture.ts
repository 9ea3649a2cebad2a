// A picture whose page was just restored is shown with it: the gallery's own where it is there, else the file, which is then kept.
import { INITIAL_FINISH } from '../../state/finish.ts';
import { keepPicture } from '../../jobs/stock.ts';
import type { PictureRow } from '../../library/db.ts';
import { keepOrigin } from '../../library/origins.ts';
import { listPictures, pictureDetails } from '../../library/pictures.ts';
import { currentPage } from '../../library/tab.ts';
import type { PictureRecord } from '../../files/types.ts';
import { toImageData } from '../../files/imageData.ts';
import { readPicture } from '../../files/pictureFile.ts';
import { drawPixels } from '../../files/pixels.ts';
import { encodePage, type Page, parsePage, stateWith } from '../../share/page.ts';
import { store } from '../../state/store.ts';
import { showKept } from './bringBack.ts';
import { keepFinished } from './keep.ts';
import { forgetOld, putInStrip, show } from './takePicture.ts';

/** Longer side that a picture from a file is decoded at; clean ones are saved as large. */
const MOST_SIDE = 2048;

/** Shows a kept picture of which the page that is there now was made. */
export async function showOrigin(row: PictureRow): Promise<void> {
  const page = currentPage();
  if (page !== null) await keepOrigin(page, row.id).catch(() => undefined); // it is shown all the same
  await showKept(row);
}

/** Shows the picture in `file`, of which `page` was made. Nothing where the browser cannot decode it (an SVG, say). */
export async function showDropped(file: File, page: Page, metadata: string): Promise<void> {
  const row = await keptTwin(page).catch(() => null);
  if (row) return showOrigin(row);
  const { source } = await readPicture(file, MOST_SIDE);
  const pixels = toImageData(drawPixels(source, MOST_SIDE));
  if (source instanceof ImageBitmap) source.close();
  const { prompt, seed } = page.words;
  const record: PictureRecord = {
    id: crypto.randomUUID(),
    createdAt: Date.now(),
    width: pixels.width,
    height: pixels.height,
    prompt,
    seed: seed.value,
    totalMs: 0,
    backend: '',
    metadata,
    page: encodePage(store.getState()),
    favourite: false,
  };
  const { id, width, height } = record;
  const info = { id, seed: seed.value, width, height, totalMs: 0, metadata };
  await keepPicture({ record, info, pixels, page: store.getState() });
  putInStrip(record, 'kept');
  store.setState({ following: true, view: { kind: 'picture' } });
  await show({ pixels, info }, { painted: 'never' });
  forgetOld();
  void keepFinished(record, pixels);
}

/** The picture of the gallery that the same page made; null where there is none. */
async function keptTwin(page: Page): Promise<PictureRow | null> {
  const wanted = whatMakesIt(page);
  for (const row of await listPictures()) {
    if (row.seed !== page.words.seed.value || row.prompt !== page.words.prompt) continue;
    const details = await pictureDetails(row.id);
    if (details && whatMakesIt(parsePage(details.page, 'skip')) === wanted) return row;
  }
  return null;
}

/** Of a page what decides how the model paints: neither the finish nor colours given to regions, nor whether the seed is locked. */
function whatMakesIt(page: Page): string {
  const { layers, active, plain } = page.drawing;
  const seed = { value: page.words.seed.value, locked: true };
  return encodePage(
    stateWith({
      ...page,
      finish: INITIAL_FINISH,
      drawing: { layers, active, ...(plain && { plain }) },
      words: { ...page.words, seed },
    }),
  );
}
