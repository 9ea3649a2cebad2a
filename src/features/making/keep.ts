// Every finished picture goes into the library, as a file that brings its page back.
import { pictureOf } from '../../jobs/stock.ts';
import { thumbOf } from '../../library/imageBlobs.ts';
import { keepPictures } from '../../library/pictures.ts';
import { pixelKeys } from '../../library/stocks.ts';
import { currentPage } from '../../library/tab.ts';
import { pixelsOfClean, usualSize } from './cleanFiles.ts';
import { pictureFile } from '../../files/savedPicture.ts';
import type { PictureRecord } from '../../files/types.ts';
import { parsePage, stateWith } from '../../share/page.ts';
import { newPixels } from '../../library/autosave/persistPage.ts';
import { finishedOf, wantsClean } from './finish.ts';
import { tellRelief, tellTrouble } from '../../notices/trouble.ts';

interface Finished {
  readonly record: PictureRecord;
  readonly pixels: ImageData;
}

/** From a picture that could not be kept to the next try; doubles with each. */
const AGAIN_MS = 1000;
const LONGEST_MS = 30_000;

/** Keeps a finished picture; where that fails, a notice says why, and it is tried again as long as the picture is at hand. */
export async function keepFinished(record: PictureRecord, pixels: ImageData): Promise<void> {
  const pageId = currentPage();
  let kept: Finished | null = { record, pixels };
  for (let failures = 0; kept; failures++) {
    try {
      await keepOne(kept, pageId);
      if (failures > 0) tellRelief();
      return;
    } catch (error) {
      tellTrouble(error);
      await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_MS, AGAIN_MS * 2 ** failures)));
      kept = pictureOf(record.id);
    }
  }
}

async function keepOne({ record, pixels }: Finished, pageId: string | null): Promise<void> {
  const keys = pixelKeys(stateWith(parsePage(record.page)));
  const [{ file, thumb }, blobs] = await Promise.all([keptFiles(record, pixels), newPixels(keys)]);
  await keepPictures([{ record, file, thumb, pixels: keys, pageId }], blobs);
}

/** What is kept of a picture: its painted pixels, and a small picture of how it looks, clean or painted. */
export async function keptFiles(
  record: PictureRecord,
  pixels: ImageData,
): Promise<{ readonly file: Blob; readonly thumb: Blob }> {
  const finished = wantsClean() ? await finishedOf(record.id) : null;
  const seen = finished?.painter ? pixelsOfClean(finished.painter, usualSize(pixels)) : pixels;
  const [file, thumb] = await Promise.all([pictureFile(record, pixels), thumbOf(seen)]);
  return { file, thumb };
}
