// The page as a link and a link as the page.
import { isAbort } from '../../../workers/errors.ts';
import { hasWish } from '../../control/pageRequest.ts';
import { t } from '../../i18n/i18n.ts';
import { saidFailure } from '../../i18n/said.ts';
import { failureOf } from '../../machine/failure.ts';
import { saveFile } from '../../files/saveFile.ts';
import { encodeHash, parseLink } from '../../share/link.ts';
import { encodePage } from '../../share/page.ts';
import { effectiveSettings } from '../../state/settings.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import { generate } from '../making/generate.ts';
import { isBusy } from '../making/job.ts';
import { openPage } from '../library/library.ts';
import { announce, notify } from '../../notices/notice.ts';
import { resultFile } from '../making/result.ts';
import { soon, stopSoon } from '../../state/soon.ts';
import '../../i18n/words/later.ts';

/** How many times the work of one of the model's own pictures is done unasked. */
const MOST_WORK = 4;

/** A link that holds words, settings and strokes; pictures under the strokes do not travel. */
export async function shareLink(): Promise<string> {
  const hash = await encodeHash(encodePage(store.getState()));
  return new URL(hash, location.href).href;
}

/** Opens a link's page. */
export async function openLink(link: string): Promise<void> {
  await open(link);
}

/** Opens a link's page, says what came of it, and makes its picture: that is what a link is sent for. */
export async function openLinkAloud(link: string): Promise<void> {
  try {
    const told = await open(link);
    if (!makesItself(store.getState())) return notify(`${told} ${t('later:linkPress')}`);
    const withdraw = announce(`${told} ${t('later:linkMakes')}`, { label: t('later:linkStop'), run: stopSoon });
    soon(generate, withdraw);
  } catch (error) {
    notify(saidFailure(failureOf(error)));
  }
}

/** A stranger's link may not put this device to work for long: sizes and steps far beyond the model's own wait for a press. */
function makesItself(state: AppState): boolean {
  const { steps, width, height } = effectiveSettings(state.overrides, state.pack);
  const own = effectiveSettings({}, state.pack);
  const costs = steps * width * height <= MOST_WORK * own.steps * own.width * own.height;
  return costs && hasWish(state) && !isBusy(state.job);
}

/** What is to be said of the link that was opened. */
async function open(link: string): Promise<string> {
  const page = await parseLink(link);
  const whole = await openPage(page);
  const { pack } = store.getState();
  const told = t(whole ? 'library:linkOpened' : 'library:linkOpenedPart');
  const other = page.words.pack !== null && pack !== null && page.words.pack !== pack.id;
  return other ? `${told} ${t('library:otherPack', { name: page.words.pack })}` : told;
}

export async function copyText(link: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    notify(t('library:linkCopied'));
  } catch {
    notify(t('library:linkNotCopied'));
  }
}

/** Hands the link to the device's own share sheet; to the clipboard where there is none. */
export async function shareNative(url: string): Promise<void> {
  await offered({ title: 'Inkling', url }, () => copyText(url));
}

/** Hands the picture to the device's own share sheet; saves it where there is none. */
export async function sharePicture(): Promise<void> {
  const picture = await resultFile();
  if (!picture) return;
  const save = (): Promise<void> => Promise.resolve(saveFile(picture, picture.name));
  await offered({ title: 'Inkling', files: [picture] }, save);
}

async function offered(data: ShareData, otherwise: () => Promise<void>): Promise<void> {
  if (!('share' in navigator) || !navigator.canShare(data)) return otherwise();
  try {
    await navigator.share(data);
  } catch (error) {
    if (!isAbort(error)) await otherwise(); // the user changed their mind
  }
}
