// Pixels in the database that nothing refers to any more.
import { tidyPixels } from '../../library/pixels.ts';
import { pixelKeys } from '../../library/stocks.ts';
import { knownPixels } from '../../library/autosave/persistPage.ts';
import { store } from '../../state/store.ts';

/** Deletes pixels that nothing refers to; never while another tab may be about to refer to them. */
export async function tidyLibrary(): Promise<void> {
  const locks = 'locks' in navigator ? await navigator.locks.query() : null;
  const tabs = locks?.held?.filter(({ name }) => name?.startsWith('inkling:page:')).length ?? 2;
  if (tabs <= 1) await tidyPixels([...pixelKeys(store.getState()), ...knownPixels()]);
}
