// What the user does to the start picture and its mask.
import { keepPicture, pictureOf } from '../../control/stock.ts';
import type { Mask, Start, StartSource } from '../../state/control.ts';
import { NO_MASK } from '../../state/units.ts';
import { t } from '../../i18n/i18n.ts';
import { saidFailure } from '../../i18n/said.ts';
import { failureOf } from '../../machine/failure.ts';
import { resultPixels } from '../../machine/resultStage.ts';
import { store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';

type PictureSource = Extract<StartSource, { kind: 'picture' }>;

/** Starts from nothing or from the drawing; a mask stays for the next start picture. */
export function setStart(kind: 'none' | 'drawing'): void {
  change({ source: { kind } });
}

export function setStrength(strength: number): void {
  change({ strength });
}

/** Starts from a picture as it is now; whose it is, is told by `from`. */
export function startFrom(pixels: ImageData, from: PictureSource['from'], name: string): void {
  change({ source: { kind: 'picture', picture: keepPicture(pixels, name), from } });
}

/** Starts from the newest finished picture. */
export function startFromResult(): void {
  const pixels = resultPixels();
  if (pixels) startFrom(pixels, 'result', t('control:startResult'));
}

/** A newer picture is there: whoever starts from the newest one so far starts from it. */
export function followNewest(before: ImageData | undefined, newest: ImageData): void {
  const { source } = store.getState().start;
  if (source.kind !== 'picture' || source.from !== 'result' || !before) return;
  if (pictureOf(source.picture.id) === before) startFrom(newest, 'result', source.picture.name);
}

/** Starts from a file; one that is no picture changes nothing. */
export async function startFromFile(file: File): Promise<void> {
  try {
    const { decodeFile } = await import('./unitFile.ts');
    startFrom(await decodeFile(file), 'file', file.name);
  } catch (error) {
    notify(saidFailure(failureOf(error)));
  }
}

/** Starts from the photo panel's photo. */
export async function startFromPhoto(): Promise<void> {
  const { photo } = store.getState().photo;
  if (!photo) return;
  const { photoPixels } = await import('../photo/photo.ts');
  const pixels = await photoPixels(photo.id).catch(() => null);
  if (pixels) startFrom(pixels, 'photo', t('control:startPhoto'));
}

export function setMask(mask: Mask): void {
  store.setState({ mask });
}

/** Paints or unpaints nothing any more; whether the mask counts stays as it is. */
export function clearedMask({ on, blur }: Mask): Mask {
  return { ...NO_MASK, on, blur };
}

function change(part: Partial<Start>): void {
  store.setState(({ start }) => ({ start: { ...start, ...part } }));
}
