// A checkpoint of the shelf as a pack.
import { clipVocabulary } from '../../pipeline/clipVocabulary.ts';
import { checkpointPack } from '../../weights/checkpoint.ts';
import { packsDirectory, packStore } from '../../weights/store.ts';
import type { PackFiles } from '../../weights/types.ts';
import { urlPack } from '../../weights/urlPack.ts';
import type { Shelf } from './shelf.ts';

/** @throws AppError `bad-input` for an id that is not on the shelf, `bad-model`, `unsupported`; `download` for the vocabulary */
export async function shelfPack(shelf: Shelf, id: string, assets: string, signal: AbortSignal): Promise<PackFiles> {
  const { name, config, prediction } = await shelf.find(id);
  const folder = async (url: string): Promise<PackFiles> =>
    urlPack(url, { store: await packStore(url, await packsDirectory()), signal });
  const vocabulary = config === null ? await folder(new URL('models/clip-vocabulary/', assets).href) : null;
  const merges = (await vocabulary?.text('merges.txt')) ?? '';
  return checkpointPack(await shelf.open(id), {
    name,
    vocabulary: clipVocabulary(merges),
    ...(config !== null && { config: await folder(config) }),
    ...(prediction !== null && { prediction }),
  });
}
