// Every finished picture goes into the library, as a file that brings its page back.
import { thumbOf } from '../library/imageBlobs.ts';
import { keepPictures } from '../library/pictures.ts';
import { pixelKeys } from '../library/stocks.ts';
import { currentPage } from '../library/tab.ts';
import { pixelsOfClean, usualSize } from '../results/cleanFiles.ts';
import { pictureFile } from '../results/pictureFile.ts';
import type { PictureRecord } from '../results/types.ts';
import { parsePage, stateWith } from '../share/page.ts';
import { newPixels } from '../store/persistPage.ts';
import { finishedOf, wantsClean } from './finish.ts';
import { tellTrouble } from './trouble.ts';

/** Keeps a finished picture; where that fails, a notice says why. */
export async function keepFinished(record: PictureRecord, pixels: ImageData): Promise<void> {
  try {
    const keys = pixelKeys(stateWith(parsePage(record.page)));
    const [{ file, thumb }, blobs] = await Promise.all([keptFiles(record, pixels), newPixels(keys)]);
    await keepPictures([{ record, file, thumb, pixels: keys, pageId: currentPage() }], blobs);
  } catch (error) {
    tellTrouble(error);
  }
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
