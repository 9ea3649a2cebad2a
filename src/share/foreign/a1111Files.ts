// The files that an infotext names with their hashes: checkpoint, VAE, LoRAs, embeddings. Pure.
import type { Draft, ToldModel } from './types.ts';
import { isNothing, isRecord, jsonOf, modelName, numberOf } from './values.ts';

type Pairs = ReadonlyMap<string, string>;
type Files = Pick<Draft, 'model' | 'loras' | 'embeddings' | 'vae'>;

const HASH = /^[0-9a-f]{8,64}$/;

/** What the pairs say of each; the extension of Civitai has all hashes in one `Hashes` as JSON. */
export function filesOf(pairs: Pairs): Files {
  const all = hashesOf(pairs.get('Hashes'));
  const name = modelName(pairs.get('Model')) ?? modelName(pairs.get('Base Model'));
  const vae = modelName(pairs.get('VAE'));
  return {
    model: fileOf(name ?? '', pairs.get('Model hash') ?? all.get('model')),
    vae: vae === null || /^automatic$/i.test(vae) ? null : fileOf(vae, pairs.get('VAE hash') ?? all.get('vae')),
    loras: weighted(
      [...kindIn(all, /^(lora|lyco(ris)?|locon):/), ...listed(pairs.get('Lora hashes'))],
      pairs.get('Lora weights'),
    ),
    embeddings: [...kindIn(all, /^embed(ding)?:/), ...listed(pairs.get('TI hashes'))],
  };
}

function fileOf(name: string, told: string | undefined): ToldModel | null {
  const hash = told?.trim().toLowerCase() ?? '';
  if (!HASH.test(hash)) return name === '' ? null : { name };
  return { name, hash };
}

/** "name: hash, name: hash". */
function listed(told: string | undefined): readonly ToldModel[] {
  return (told ?? '').split(',').flatMap((each) => {
    const [name = '', hash] = each.split(':').map((part) => part.trim());
    return name === '' ? [] : (fileOf(name, hash) ?? []);
  });
}

/** Fooocus has no tags in its words: "name: weight, name: weight" tells how strong each was. */
function weighted(loras: readonly ToldModel[], told: string | undefined): readonly ToldModel[] {
  const weights = new Map((told ?? '').split(',').map((each) => each.split(':').map((part) => part.trim())) as []);
  return loras.map((each) => {
    const weight = numberOf(weights.get(each.name));
    return weight === null ? each : { ...each, weight };
  });
}

function hashesOf(told: string | undefined): ReadonlyMap<string, string> {
  const json = jsonOf(told ?? '');
  const entries = isRecord(json) ? Object.entries(json) : [];
  return new Map(
    entries.flatMap(([key, hash]) => (typeof hash === 'string' && !isNothing(hash) ? [[key, hash] as const] : [])),
  );
}

function kindIn(all: ReadonlyMap<string, string>, kind: RegExp): readonly ToldModel[] {
  return [...all].flatMap(([key, hash]) => (kind.test(key) ? (fileOf(key.replace(kind, ''), hash) ?? []) : []));
}
