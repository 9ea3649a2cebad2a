// What the user does with a finished picture: saved, copied, dragged out, painted as it was or clean.
import { t } from '../../i18n/i18n.ts';
import { pictureOf } from '../../jobs/stock.ts';
import { pixelsOfClean, svgFile, usualSize } from './cleanFiles.ts';
import { fileStem } from '../../files/fileStem.ts';
import { pictureFile } from '../../files/savedPicture.ts';
import { resultPixels } from '../../machine/resultStage.ts';
import { saveFile } from '../../files/saveFile.ts';
import { encodePage } from '../../share/page.ts';
import { store } from '../../state/store.ts';
import { finishedOf, wantsClean, withLook } from './finish.ts';
import { notify } from '../../notices/notice.ts';
import '../../i18n/words/finish.ts';

/** 'png': of that width, or of the usual one; a painted picture has only its own. */
export type FileForm = { readonly kind: 'png'; readonly width?: number } | { readonly kind: 'svg' };
const PNG: FileForm = { kind: 'png' };

/** Saves the picture as a PNG that tells how it was made. */
export async function download(): Promise<void> {
  await saveAs(PNG);
}

/** Saves the picture as a file that tells how it was made. */
export async function saveAs(form: FileForm): Promise<void> {
  const file = await resultFile(form);
  if (file) saveFile(file, file.name);
}

/** The picture on the page as a file with the texts that tell how it was made; null while there is none, or none of that form. */
export async function resultFile(form: FileForm = PNG): Promise<File | null> {
  const state = store.getState();
  const { result } = state;
  const painted = resultPixels();
  if (!painted || !result) return null;
  const { seed, metadata, id } = result;
  const made = pictureOf(id)?.page ?? state;
  const page = encodePage(withLook({ ...made, seed: { value: seed, locked: true } }));
  const record = { metadata, page, prompt: made.prompt };
  const name = `${fileStem(made.prompt, 'inkling')}-${seed}`;
  const finished = wantsClean() ? await finishedOf(id, { first: true }) : null;
  if (form.kind === 'svg') {
    if (!finished?.painting) return null;
    return new File([svgFile(finished.painting.picture, record)], `${name}.svg`, { type: 'image/svg+xml' });
  }
  const pixels = finished?.painter ? pixelsOfClean(finished.painter, sizeOf(form.width, painted)) : painted;
  return new File([await pictureFile(record, pixels)], `${name}.png`, { type: 'image/png' });
}

/** A size of the picture's shape, of that width or of the usual one. */
function sizeOf(width: number | undefined, own: ImageData): { width: number; height: number } {
  return width === undefined ? usualSize(own) : { width, height: Math.round((own.height * width) / own.width) };
}

/** Puts the picture on the clipboard; an SVG also as text, for editors. */
export async function copyAs(form: FileForm): Promise<void> {
  try {
    const file = await resultFile(form);
    if (!file) return;
    const svg = form.kind === 'svg';
    const text = svg ? { 'text/plain': new Blob([await file.text()], { type: 'text/plain' }) } : {};
    // Safari before 18.4 cannot say what it takes: an SVG is text alone there.
    const taken = !svg || ('supports' in ClipboardItem && ClipboardItem.supports(file.type));
    const picture = taken ? { [file.type]: file } : {};
    await navigator.clipboard.write([new ClipboardItem({ ...text, ...picture })]);
    notify(t('finish:copied'));
  } catch {
    notify(t('finish:notCopied'));
  }
}
