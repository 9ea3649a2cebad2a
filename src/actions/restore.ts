// Pictures that tell how they were made, ours or A1111's: their settings are offered, and taken when the user says so.
import { t } from '../i18n/i18n.ts';
import { PAGE_KEYWORD } from '../results/pictureFile.ts';
import { readTexts } from '../services/png.ts';
import { type Infotext, parseInfotext } from '../share/infotext.ts';
import { type Page, parsePage } from '../share/page.ts';
import { store } from '../store/store.ts';
import { openPage } from './library.ts';
import { notify } from './notice.ts';
import { takeInfo } from './takeInfo.ts';

export interface Offer {
  readonly file: File;
  /** The whole page; null where another program made the picture. */
  readonly page: Page | null;
  readonly info: Infotext | null;
  /** What to do with the file as a picture. */
  readonly asPicture: () => void;
}

let offer: Offer | null = null;

/** What the open sheet offers. */
export function currentOffer(): Offer | null {
  return offer;
}

/** Asks what to do with a picture that tells how it was made; any other is taken as a picture at once. */
export async function offerSettings(file: File, asPicture: () => void): Promise<void> {
  const texts = await readTexts(file).catch(() => new Map<string, string>());
  const page = pageIn(texts.get(PAGE_KEYWORD));
  const info = parseInfotext(texts.get('parameters') ?? '');
  if (!page && !info) return asPicture();
  offer = { file, page, info, asPicture };
  store.setState({ sheet: 'restore' });
}

/** Takes the settings; of our own pictures the whole page. */
export async function acceptOffer(): Promise<void> {
  if (!offer) return;
  const { page, info } = offer;
  if (page) {
    const whole = await openPage(page);
    return notify(t(whole ? 'library:restored' : 'library:restoredPart'));
  }
  if (info) takeInfo(info);
}

function pageIn(text: string | undefined): Page | null {
  if (text === undefined) return null;
  try {
    return parsePage(text);
  } catch {
    return null;
  }
}
