// What the user does with a finished picture.
import { resultPixels } from '../services/resultStage.ts';
import { withText } from '../services/png.ts';
import { pngOf, saveFile } from '../services/saveFile.ts';
import { store } from '../store/store.ts';

/** Saves the picture as PNG with A1111's `parameters` text in it. */
export async function download(): Promise<void> {
  const image = resultPixels();
  const { result } = store.getState();
  if (!image || !result) return;
  const blob = await pngOf(image);
  const png = withText(new Uint8Array(await blob.arrayBuffer()), 'parameters', result.metadata);
  saveFile(new Blob([png], { type: 'image/png' }), `inkling-${result.seed}.png`);
}
