// The page as a link and a link as the page.
import { hintMap } from '../control/hints.ts';
import { imagesOf } from '../drawing/document.ts';
import { failureOf } from '../services/engine.ts';
import { encodeHash, isShareHash, parseLink } from '../share/link.ts';
import { encodePage } from '../share/page.ts';
import { store } from '../store/store.ts';
import { openPage } from './library.ts';
import { notify } from './notice.ts';

/** A link that holds words, settings and strokes; pictures under the strokes do not travel. */
export async function shareLink(): Promise<string> {
  const hash = await encodeHash(encodePage(store.getState()));
  return new URL(hash, location.href).href;
}

/** Opens a link's page. */
export async function openLink(link: string): Promise<void> {
  await openPage(await parseLink(link));
}

/** Opens the link in the address bar, if there is one, and takes it out of the address. */
export async function openAddress(): Promise<void> {
  if (!isShareHash(location.hash)) return;
  try {
    await openLink(location.hash);
    notify('Shared drawing opened. Press Generate to see its picture.');
  } catch (error) {
    const { message, hint } = failureOf(error);
    notify(`${message} ${hint}`);
  }
  history.replaceState(null, '', location.pathname + location.search);
}

export async function copyShareLink(): Promise<void> {
  try {
    const link = await shareLink();
    await navigator.clipboard.writeText(link);
    const state = store.getState();
    const pictured = imagesOf(state.drawing.present).length > 0;
    const missing = hintMap(state) ? 'the map' : pictured ? 'the picture under them' : '';
    notify(`Link copied. It holds your strokes and words${missing && `, not ${missing}`}.`);
  } catch (error) {
    const { message, hint } = failureOf(error);
    notify(`The link could not be copied. ${message} ${hint}`);
  }
}
