// What the panel says of a map in the making, and of weights to be downloaded. Pure.
import type { PreprocessProgress, WeightsNeeded } from '../../../workers/preprocess/api.ts';
import { megabytes } from '../Result/progressText.ts';

/** One line and how far it is, 0...1; null while nobody can know. */
export function jobText(progress: PreprocessProgress | null): { readonly text: string; readonly share: number | null } {
  if (!progress) return { text: 'Making the map', share: null };
  const { stage, loadedBytes, totalBytes } = progress;
  const share = totalBytes > 0 ? Math.min(1, loadedBytes / totalBytes) : null;
  switch (stage) {
    case 'download': {
      const of = totalBytes > 0 ? ` of ${megabytes(totalBytes)}` : '';
      return { text: `Downloading ${megabytes(loadedBytes)}${of} MB`, share };
    }
    case 'load':
      return { text: 'Preparing the network', share };
    case 'run':
      return { text: 'Making the map', share };
  }
}

/** What somebody agrees to. */
export function downloadText(title: string, { source, licence }: WeightsNeeded): string {
  return `"${title}" needs a network by ${source} (licence: ${licence}). It is downloaded once and kept on this device.`;
}
