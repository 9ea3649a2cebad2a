// A picture file's settings for scripts: `window.inkling.readSettings`.
import { AppError } from '../../workers/errors.ts';
import type { ModelRecord } from '../../workers/engine/api.ts';
import { withHere } from './foreign/here.ts';
import { readTold } from './foreign/programs.ts';
import type { ToldRequest, ToldSettings } from './foreign/types.ts';
import type { FileText } from '../files/fileText.ts';
import { readSvgDescription } from '../files/svgPage.ts';
import { hiddenTexts, pictureTexts } from '../files/pictureTexts.ts';

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
 * What a picture (PNG, JPEG, WebP, AVIF, our SVG), or a text file of settings, says of how it was made; null where it says nothing.
 * @param models what is on this device; asked only where the picture was made with files
 * @throws AppError 'bad-input' when `file` is no Blob.
 */
export async function readSettings(
  file: unknown,
  models: () => Promise<readonly ModelRecord[]>,
): Promise<ReadSettings | null> {
  if (!(file instanceof Blob))
    throw new AppError('bad-input', 'This is no file.', 'Give a File or Blob with the whole picture in it.');
  const found = await toldBy(file);
  if (!found) return null;
  const { told } = withHere(found, needsFiles(found) ? await models().catch(() => []) : []);
  return {
    program: told.program,
    request: told.request,
    notTaken: [...new Set(told.notTaken.map(({ name }) => name))],
  };
}

/** Whether it matters what is on this device. */
function needsFiles({ loras, embeddings, vae, request }: ToldSettings): boolean {
  return loras.length + embeddings.length > 0 || vae !== null || request.controls !== undefined;
}

/** The same with values and models, for the page. */
export async function toldBy(file: Blob): Promise<ToldSettings | null> {
  const head = await file.slice(0, 1024).text();
  if (file.type === 'image/svg+xml' || /^\s*<(\?xml|!--|svg)/.test(head)) {
    const text = await readSvgDescription(file);
    return text === null ? null : readTold([{ key: 'parameters', text }]);
  }
  const texts = await pictureTexts(file);
  return readTold([...texts, ...(await wholeText(file))]) ?? readTold(await hiddenTexts(file));
}

async function wholeText(file: Blob): Promise<readonly FileText[]> {
  if (file.size > MAX_TEXT_FILE || (file.type !== '' && !/^(text\/plain|application\/json)/.test(file.type))) return [];
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  if (head.some((byte) => byte < 9)) return [];
  return [{ key: 'parameters', text: await file.text() }];
}
