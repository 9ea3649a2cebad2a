// Pictures that tell how they were made, ours or another program's: their settings are offered, and taken when the user says so.
import { t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/said.ts';
import { PAGE_KEYWORD } from '../../files/savedPicture.ts';
import { readSvgPage } from '../../files/svgPage.ts';
import { hiddenTexts, pictureTexts } from '../../files/pictureTexts.ts';
import { readTold } from '../../share/foreign/programs.ts';
import type { ToldSettings } from '../../share/foreign/types.ts';
import { type Page, parsePage } from '../../share/page.ts';
import { store } from '../../state/store.ts';
import { showDropped } from '../making/droppedPicture.ts';
import { type HereSettings, hereSettings } from '../making/hereFiles.ts';
import { openPage } from './library.ts';
import { chooseModel } from '../models/models.ts';
import { notify } from '../../notices/notice.ts';
import { takeInfo } from '../making/takeInfo.ts';

const SVG = 'image/svg+xml';

export interface Offer {
  readonly file: File;
  /** The whole page; null where another program made the picture. */
  readonly page: Page | null;
  readonly told: ToldSettings | null;
  /** The picture's own model, where it is on this device and another one is in use. */
  readonly model: HereSettings['model'];
  readonly missingModel: string;
  /** Its settings as A1111 writes them; '' where it has none. */
  readonly metadata: string;
  /** What to do with the file as a picture. */
  readonly asPicture: () => void;
}

/** More pictures than this are not looked at in one go: reading them takes memory and time. */
const MAX_FILES = 50;
/** What is on this device is not waited for longer. */
const MOST_MS = 5000;
let offers: readonly Offer[] = [];

/** What the open sheet offers: one picture, or several to choose from. */
export function currentOffers(): readonly Offer[] {
  return offers;
}

/** Whether anything of it can come to the page. */
export function canBeTaken({ page, told }: Pick<Offer, 'page' | 'told'>): boolean {
  return page !== null || (told !== null && Object.keys(told.request).length > 0);
}

/** Asks what to do with a picture that tells how it was made; any other is taken as a picture at once. */
export async function offerSettings(file: File, asPicture: () => void): Promise<void> {
  const offer = await offerOf(file, asPicture);
  if (!offer) return asPicture();
  show([offer]);
}

/** Of several pictures the one whose settings are wanted is chosen from a table; where none tells anything, the first is taken. */
export async function offerSeveral(files: readonly File[], asPicture: (file: File) => void): Promise<void> {
  const found: Offer[] = [];
  for (const file of files.slice(0, MAX_FILES)) {
    const offer = await offerOf(file, () => asPicture(file));
    if (offer && canBeTaken(offer)) found.push(offer);
  }
  const [first] = files;
  if (found.length > 0) show(found);
  else if (first) asPicture(first);
}

/** Takes the settings, after loading the picture's own model where that is wanted; of our own pictures the whole page. */
export async function acceptOffer({ file, page, told, model, metadata }: Offer, withModel: boolean): Promise<void> {
  if (page) {
    const whole = await openPage(page);
    // Its page is here, whether or not the picture can be shown.
    await showDropped(file, page, metadata).catch(() => undefined);
    return notify(t(whole ? 'library:restored' : 'library:restoredPart'));
  }
  if (!told) return;
  if (model && withModel) {
    notify(t('library:modelComes', { name: model.name }));
    const failure = await chooseModel(model.ref);
    if (failure) {
      takeInfo(told);
      return notify(`${t('library:modelFailed', { name: model.name })} ${said(failure.message)}`);
    }
  }
  takeInfo(told);
}

function show(next: readonly Offer[]): void {
  offers = next;
  store.setState({ sheet: 'restore' });
}

async function offerOf(file: File, asPicture: () => void): Promise<Offer | null> {
  if (file.type === SVG) {
    const page = pageIn((await readSvgPage(file).catch(() => null)) ?? undefined);
    return page && { file, page, told: null, model: null, missingModel: '', metadata: '', asPicture };
  }
  const texts = await pictureTexts(file);
  const page = pageIn(texts.find(({ key }) => key === PAGE_KEYWORD)?.text);
  const told = readTold(texts) ?? (page ? null : readTold(await hiddenTexts(file)));
  const metadata = texts.find(({ key }) => key === 'parameters')?.text ?? '';
  if (page) return { file, page, told, model: null, missingModel: '', metadata, asPicture };
  return told && { file, page, metadata, ...(await hereSettings(told, AbortSignal.timeout(MOST_MS))), asPicture };
}

function pageIn(text: string | undefined): Page | null {
  if (text === undefined) return null;
  try {
    return parsePage(text);
  } catch {
    return null;
  }
}
