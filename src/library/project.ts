// The project file's inside: a page with its pixels and the pictures made from it, as named files and back. Pure but for
// reading blobs; everything read is foreign input.
import { AppError } from '../../workers/errors.ts';
import { t } from '../i18n/i18n.ts';
import type { PictureRecord } from '../files/types.ts';
import { damaged } from '../share/json.ts';
import { isRecord } from '../files/values.ts';
import { parseRecord } from './foreignRecord.ts';
import type { UnzipLimits, ZipEntry } from './zip.ts';

export interface Project {
  /** As share/page.ts writes it. */
  readonly page: string;
  /** By `stock:id`. */
  readonly pixels: ReadonlyMap<string, Blob>;
  readonly pictures: readonly { readonly record: PictureRecord; readonly file: Blob }[];
}

export const PROJECT_EXTENSION = '.inkling';
const FORMAT = 1;
const MAX_JSON_BYTES = 64 * 2 ** 20;
const PIXELS = /^pixels\/([a-z]{1,20})\/([\w-]{1,100})\.[a-z]{1,5}$/;
const PICTURE = /^pictures\/([\w-]{1,100})\.png$/;

export const PROJECT_LIMITS: UnzipLimits = {
  wanted:
    /^(?:inkling\.json|page\.json|pictures\.json|pixels\/[a-z]{1,20}\/[\w-]{1,100}\.[a-z]{1,5}|pictures\/[\w-]{1,100}\.png)$/,
  maxFiles: 5000,
  maxFileBytes: 256 * 2 ** 20,
  maxBytes: 1.5 * 2 ** 30,
};

export function projectFiles({ page, pixels, pictures }: Project, version: string): readonly ZipEntry[] {
  return [
    { name: 'inkling.json', file: json({ format: FORMAT, program: `Inkling ${version}` }) },
    { name: 'page.json', file: new Blob([page]) },
    { name: 'pictures.json', file: json(pictures.map(({ record }) => record)) },
    ...[...pixels].map(([key, file]) => ({ name: `pixels/${key.replace(':', '/')}.${extensionOf(file.type)}`, file })),
    ...pictures.map(({ record, file }) => ({ name: `pictures/${record.id}.png`, file })),
  ];
}

/**
 * The project in a zip's files.
 * @throws AppError 'bad-input' when it has no page, 'unsupported' when a newer Inkling wrote it
 */
export async function readProject(entries: readonly ZipEntry[]): Promise<Project> {
  const files = new Map(entries.map(({ name, file }) => [name, file]));
  const about = await readJson(files.get('inkling.json'));
  const page = files.get('page.json');
  if (!isRecord(about) || typeof about['format'] !== 'number' || !page || page.size > MAX_JSON_BYTES) throw damaged();
  if (about['format'] > FORMAT) throw new AppError('unsupported', t('library:newer'), t('library:newerHint'));
  const records = await readJson(files.get('pictures.json'));
  return { page: await page.text(), pixels: pixelsIn(files), pictures: picturesIn(files, records) };
}

function pixelsIn(files: ReadonlyMap<string, Blob>): ReadonlyMap<string, Blob> {
  const pixels = new Map<string, Blob>();
  for (const [name, file] of files) {
    const [, stock, id] = PIXELS.exec(name) ?? [];
    if (stock !== undefined && id !== undefined) pixels.set(`${stock}:${id}`, file);
  }
  return pixels;
}

/** Pictures whose record makes sense and whose file is there. */
function picturesIn(files: ReadonlyMap<string, Blob>, records: unknown): Project['pictures'] {
  const known = new Map((Array.isArray(records) ? records : []).map(parseRecord).map((each) => [each?.id, each]));
  return [...files].flatMap(([name, file]) => {
    const record = known.get(PICTURE.exec(name)?.[1]);
    return record ? [{ record, file: new Blob([file], { type: 'image/png' }) }] : [];
  });
}

async function readJson(file: Blob | undefined): Promise<unknown> {
  if (!file || file.size > MAX_JSON_BYTES) return null;
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch {
    return null;
  }
}

function json(value: unknown): Blob {
  return new Blob([JSON.stringify(value)], { type: 'application/json' });
}

function extensionOf(type: string): string {
  return /^image\/(png|jpeg|webp|gif|avif|bmp)$/.exec(type)?.[1] ?? (type === 'image/svg+xml' ? 'svg' : 'bin');
}
