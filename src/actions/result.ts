// What the user does with a finished picture.
import { pictureOf } from '../jobs/stock.ts';
import { pictureFile } from '../results/pictureFile.ts';
import { resultPixels } from '../services/resultStage.ts';
import { saveFile } from '../services/saveFile.ts';
import { encodePage } from '../share/page.ts';
import { store } from '../store/store.ts';

/** Saves the picture as a PNG that tells how it was made. */
export async function download(): Promise<void> {
  const file = await resultFile();
  if (file) saveFile(file, file.name);
}

/** The picture on the page as a file with the texts that tell how it was made; null while there is none. */
export async function resultFile(): Promise<File | null> {
  const state = store.getState();
  const { result } = state;
  const pixels = resultPixels();
  if (!pixels || !result) return null;
  const { seed, metadata } = result;
  const page = pictureOf(result.id)?.record.page ?? encodePage({ ...state, seed: { value: seed, locked: true } });
  return new File([await pictureFile({ metadata, page }, pixels)], `inkling-${seed}.png`, { type: 'image/png' });
}
