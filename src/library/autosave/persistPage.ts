// Writes the page that this tab holds, with the pixels that are not stored yet.
import { isEmpty } from '../../drawing/document.ts';
import { supersedeLastWords } from '../lastWords.ts';
import { putPage } from '../pages.ts';
import { missingPixels } from '../pixels.ts';
import { pixelKeys, pruneStocks, stockBlob } from '../stocks.ts';
import { currentPage } from '../tab.ts';
import { encodePage } from '../../share/page.ts';
import { thumbSoon } from './pageThumbs.ts';
import type { AppState } from '../../state/types.ts';

/** Pixels that this tab knows to be stored. */
const known = new Set<string>();

/** What must not be tidied away while this tab is open: undo may bring it back. */
export function knownPixels(): readonly string[] {
  return [...known];
}

/** @throws DOMException QuotaExceededError when the storage is full */
export async function writePage(state: AppState): Promise<void> {
  const id = currentPage();
  if (id === null) return;
  const written = supersedeLastWords(id);
  const keys = pixelKeys(state);
  const pixels = await newPixels(keys);
  await putPage({
    row: {
      id,
      changedAt: Date.now(),
      prompt: state.prompt,
      empty: isEmpty(state.drawing.present),
      pixels: keys,
    },
    text: encodePage(state),
    pixels,
  });
  written();
  keys.forEach((key) => known.add(key));
  pruneStocks(state);
  thumbSoon(id, state);
}

/** What of `keys` must be written as well. */
export async function newPixels(keys: readonly string[]): Promise<ReadonlyMap<string, Blob>> {
  const pixels = new Map<string, Blob>();
  const unknown = keys.filter((key) => !known.has(key));
  for (const key of unknown.length > 0 ? await missingPixels(unknown) : []) {
    const blob = await stockBlob(key);
    if (blob) pixels.set(key, blob);
  }
  return pixels;
}
