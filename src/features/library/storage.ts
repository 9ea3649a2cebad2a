// What is kept on this device: listed, deleted one by one or all at once.
import { PREPROCESSORS } from '../../../workers/preprocess/list.ts';
import { askToPersist, eraseEverything, offlineBytes, readSpace, type Space } from '../../machine/storage.ts';
import { t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/said.ts';
import { listPictures, picturesBytes, takePictures } from '../../library/pictures.ts';
import { engine, preprocessors } from '../models/page.ts';

export { askToPersist, eraseEverything };
export type { Space };

export interface Kept {
  readonly kind: 'model' | 'added' | 'deleted' | 'net' | 'pictures';
  /** For `deleteKept`. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** False while its download is unfinished. */
  readonly complete: boolean;
}

export interface Overview {
  readonly space: Space;
  readonly kept: readonly Kept[];
  /** The page itself and what computes, for when there is no network. */
  readonly offlineBytes: number;
}

/** Everything that the page keeps, largest first. What cannot be read is left out. */
export async function readStorage(): Promise<Overview> {
  const [space, pictures, models, added, nets, offline] = await Promise.all([
    readSpace(),
    countPictures().catch(() => []),
    listModels().catch(() => []),
    listAdded().catch(() => []),
    listNets().catch(() => []),
    offlineBytes().catch(() => 0),
  ]);
  const kept = [...pictures, ...models, ...added, ...nets].sort((a, b) => b.bytes - a.bytes);
  return { space, kept, offlineBytes: offline };
}

/** @throws AppError `bad-input` while another tab uses it */
export async function deleteKept({ kind, id }: Kept): Promise<void> {
  switch (kind) {
    case 'model':
    case 'added': // can be put back in the list of models
    case 'deleted': // goes for good
      return engine.lifecycle.remove(id);
    case 'net':
      return preprocessors.forget(id);
    case 'pictures':
      await takePictures((await listPictures()).map((picture) => picture.id));
  }
}

async function countPictures(): Promise<readonly Kept[]> {
  const { length: count } = await listPictures();
  if (count === 0) return [];
  const name = t('library:pictureCount', { count });
  return [{ kind: 'pictures', id: '', name, bytes: await picturesBytes(), complete: true }];
}

async function listModels(): Promise<readonly Kept[]> {
  const packs = await engine.storedPacks();
  return packs.map(({ id, url, bytes, complete }) => ({ kind: 'model', id, name: nameOfFolder(url), bytes, complete }));
}

/** Files that were added, and those that were deleted in this visit and still take their space. */
async function listAdded(): Promise<readonly Kept[]> {
  const [here, gone] = await Promise.all([engine.models(), engine.deletedModels()]);
  const kept =
    (kind: Kept['kind']) =>
    ({ id, name, bytes }: (typeof here)[number]): Kept => ({ kind, id, name, bytes, complete: true });
  return [
    ...here.filter((model) => model.kept).map(kept('added')),
    ...gone.filter((model) => model.kept).map(kept('deleted')),
  ];
}

async function listNets(): Promise<readonly Kept[]> {
  const stored = await preprocessors.stored();
  return stored.flatMap(({ url, bytes }) => {
    const users = PREPROCESSORS.filter(({ weights }) => weights?.url === url);
    const [first] = users;
    const name = users.map(({ title }) => said(title)).join(', ');
    return first ? [{ kind: 'net' as const, id: first.name, name, bytes, complete: true }] : [];
  });
}

/** What people call the folder at a URL: `owner/name` on the hub, else its last part. Pure. */
export function nameOfFolder(url: string): string {
  const { hostname, pathname } = new URL(url);
  const parts = pathname.split('/').filter((part) => part !== '');
  if (hostname === 'huggingface.co') return parts.slice(0, 2).join('/');
  return decodeURIComponent(parts.at(-1) ?? hostname);
}
