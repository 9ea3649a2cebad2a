// A picture file's settings for scripts: `window.inkling.readSettings`.
import { AppError } from '../../workers/errors.ts';
import { readTold } from '../share/foreign/programs.ts';
import type { FileText, ToldRequest, ToldSettings } from '../share/foreign/types.ts';
import { hiddenTexts, pictureTexts } from './pictureTexts.ts';

export interface ReadSettings {
  /** Who wrote the picture. */
  readonly program: string;
  /** In `generate`'s own terms; units have no image. */
  readonly request: ToldRequest;
  /** Names of what was used and cannot be taken. */
  readonly notTaken: readonly string[];
}

/** A text file with settings is longer than this in no case. */
const MAX_TEXT_FILE = 2 ** 20;

/**
 * What a picture (PNG, JPEG, WebP, AVIF), or a text file of settings, says of how it was made; null where it says nothing.
 * @throws AppError 'bad-input' when `file` is no Blob.
 */
export async function readSettings(file: unknown): Promise<ReadSettings | null> {
  if (!(file instanceof Blob))
    throw new AppError('bad-input', 'This is no file.', 'Give a File or Blob with the whole picture in it.');
  const told = await toldBy(file);
  return (
    told && {
      program: told.program,
      request: told.request,
      notTaken: [...new Set(told.notTaken.map(({ name }) => name))],
    }
  );
}

/** The same with values and models, for the page. */
export async function toldBy(file: Blob): Promise<ToldSettings | null> {
  const texts = await pictureTexts(file);
  return readTold([...texts, ...(await wholeText(file))]) ?? readTold(await hiddenTexts(file));
}

async function wholeText(file: Blob): Promise<readonly FileText[]> {
  if (file.size > MAX_TEXT_FILE || (file.type !== '' && !/^(text\/plain|application\/json)/.test(file.type))) return [];
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  if (head.some((byte) => byte < 9)) return [];
  return [{ key: 'parameters', text: await file.text() }];
}
