// What is done with kept pictures: saved, copied, exported, their pages brought back.
import { isAbort } from '../../../workers/errors.ts';
import { t } from '../../i18n/i18n.ts';
import { saidFailure } from '../../i18n/said.ts';
import type { PictureRow } from '../../library/db.ts';
import { pixelsOf } from '../../library/imageBlobs.ts';
import { pictureDetails, pictureFile } from '../../library/pictures.ts';
import { zips } from '../../library/zipService.ts';
import { fileStem } from '../../files/fileStem.ts';
import { failureOf } from '../../machine/failure.ts';
import { saveFile } from '../../files/saveFile.ts';
import { parsePage } from '../../share/page.ts';
import { showOrigin } from '../making/droppedPicture.ts';
import { keptPng } from '../making/keptClean.ts';
import { openPage } from './library.ts';
import { notify } from '../../notices/notice.ts';
import { startFrom } from '../control/start.ts';

/** Saves the PNG as it looks, clean or painted, with the texts that tell how it was made. */
export async function savePicture({ id, seed, prompt }: PictureRow): Promise<void> {
  const file = await keptPng(id);
  if (file) saveFile(file, `${fileStem(prompt, 'inkling')}-${seed}.png`);
}

export async function copyPicture({ id }: PictureRow): Promise<void> {
  try {
    const file = await keptPng(id);
    if (!file) return;
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': file })]);
    notify(t('library:copied'));
  } catch {
    notify(t('library:notCopied'));
  }
}

/** Brings drawing, words and settings of the picture back; false when its page cannot be read. */
export async function restorePage(row: PictureRow): Promise<boolean> {
  try {
    const details = await pictureDetails(row.id);
    if (!details) return false;
    const whole = await openPage(parsePage(details.page));
    await showOrigin(row);
    notify(whole ? t('library:restored') : t('library:restoredPart'));
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** Makes the picture the one that the next picture starts from; false when its file is gone. */
export async function startFromKept({ id, prompt }: PictureRow): Promise<boolean> {
  try {
    const file = await pictureFile(id);
    if (!file) return false;
    startFrom(await pixelsOf(file), 'file', prompt.slice(0, 80) || t('library:picture'));
    notify(t('library:startsHere'));
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** Saves pictures as one zip file, packed away from the page. */
export async function exportPictures(rows: readonly PictureRow[]): Promise<void> {
  try {
    const entries = await Promise.all(
      rows.map(async ({ id, seed, prompt }, i) => ({
        name: `${String(i + 1).padStart(3, '0')}-${fileStem(prompt, 'inkling')}-${seed}.png`,
        file: (await keptPng(id)) ?? new Blob(),
      })),
    );
    const zip = await zips.pack({ entries: entries.filter(({ file }) => file.size > 0) });
    saveFile(zip, `inkling-pictures-${new Date().toISOString().slice(0, 10)}.zip`);
  } catch (error) {
    tell(error);
  }
}

function tell(error: unknown): void {
  if (isAbort(error)) return;
  notify(saidFailure(failureOf(error)));
}
