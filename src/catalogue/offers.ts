// What the catalogue has to offer somebody: by what is on this device, by the model in use, by a map that no net reads yet. Pure.
import type { ModelRecord, PackInfo } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';
import { conditionsOf, netFor } from '../photo/nets.ts';
import { CATALOGUE } from './entries.ts';
import type { CatalogueEntry } from './types.ts';

/** The model on this device that an entry stands for; undefined where it is still to be had. */
export function modelOf(entry: CatalogueEntry, models: readonly ModelRecord[]): ModelRecord | undefined {
  return models.find(
    ({ sha256, source, kind, name }) =>
      (entry.sha256 !== undefined && sha256 === entry.sha256) ||
      source.endsWith(hubPath(entry.source)) ||
      (kind === entry.kind && name === entry.name),
  );
}

/** The entry of an address that a record or an unfinished download tells; undefined for any other. */
export function entryOf(url: string): CatalogueEntry | undefined {
  return CATALOGUE.find(({ source }) => url.endsWith(hubPath(source)));
}

/** `/owner/name/resolve/revision/path` as a record's source ends. */
function hubPath(source: string): string {
  const [owner = '', repository = '', ...path] = source.split('/');
  const [name = '', revision = 'main'] = repository.split('@');
  return `/${owner}/${name}/resolve/${revision}/${path.join('/')}`;
}

/**
 * The net to offer for a map: the light one that was made for it, where the model in use has none of its kind and could use it.
 * @returns null where nothing better can be had
 */
export function netOffer(
  kind: PreprocessorName,
  pack: PackInfo,
  models: readonly ModelRecord[],
): CatalogueEntry | null {
  const [best] = conditionsOf(kind);
  const has = netFor(pack, kind);
  const suits = pack.controlNets.some(
    ({ name, conditions }) =>
      name === has?.name && (name === best || (best !== undefined && conditions.includes(best))),
  );
  if (best === undefined || suits) return null;
  const entry = CATALOGUE.find(
    ({ kind, condition, family }) => kind === 'controlnet' && condition === best && family === pack.family,
  );
  return entry && !modelOf(entry, models) ? entry : null;
}
