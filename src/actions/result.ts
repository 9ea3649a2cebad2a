// What the user does with a finished picture.
import { resultPixels } from '../services/resultStage.ts';
import { withText } from '../services/png.ts';
import { store } from '../store/store.ts';

/** Saves the picture as PNG with A1111's `parameters` text in it. */
export async function download(): Promise<void> {
  const image = resultPixels();
  const { result } = store.getState();
  if (!image || !result) return;
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const png = withText(new Uint8Array(await blob.arrayBuffer()), 'parameters', result.metadata);
  const url = URL.createObjectURL(new Blob([png], { type: 'image/png' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `inkling-${result.seed}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
