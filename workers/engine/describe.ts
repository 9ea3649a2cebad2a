// What the app is told of packs.
import type { Pack } from '../pipeline/pack.ts';
import { parseInklingJson } from '../pipeline/inklingJson.ts';
import type { SamplerName } from '../samplers/types.ts';
import { weightBytes } from '../weights/reader.ts';
import type { InstalledFolder } from '../weights/store.ts';
import type { ModelRecord, PackDefaults, PackInfo, PackRef } from './api.ts';
import { EMBEDDED_PACK, hubIdOf, KNOWN_PACKS } from './known.ts';
import { storedFolders } from './resolve.ts';

/** diffusers' scheduler classes as our samplers: what a folder without inkling.json was saved with. */
const SCHEDULER_SAMPLERS: Readonly<Record<string, SamplerName>> = {
  DDIMScheduler: 'ddim',
  EulerDiscreteScheduler: 'euler',
  EulerAncestralDiscreteScheduler: 'euler-a',
  DPMSolverMultistepScheduler: 'dpmpp-2m',
  UniPCMultistepScheduler: 'unipc',
  LCMScheduler: 'lcm',
};

/** The facts of a loaded pack; defaults as diffusers has them where the pack says nothing. */
export function describePack(id: string, pack: Pack): PackInfo {
  const { inkling, scheduler, sampleSize, vaeFactor, sizeMultiple } = pack;
  const side = sampleSize * vaeFactor;
  const defaults: PackDefaults = {
    width: side,
    height: side,
    steps: 20,
    sampler: SCHEDULER_SAMPLERS[String(scheduler['_class_name'])] ?? 'dpmpp-2m',
    guidanceScale: 7.5,
    guidanceRescale: 0,
    negativePrompt: '',
    controlWeight: 1,
    controlMode: 'balanced',
    finish: 'painted',
    ...inkling?.defaults,
  };
  return {
    id,
    name: pack.name,
    licence: inkling?.licence ?? '',
    installed: true,
    loaded: true,
    sizeBytes: inkling?.sizeBytes ?? weightBytes(pack.weights),
    controlNets: [
      ...Array.from(pack.controlNets, ([name, { conditions }]) => ({ name, conditions })),
      ...Array.from(pack.adapters, ([name, { conditions }]) => ({ name, conditions, light: true as const })),
    ],
    defaults,
    examples: inkling?.examples ?? [],
    sizeMultiple,
    ...(pack.inpainting && { inpainting: true }),
    family: pack.unet.crossAttentionDim === 768 ? 'sd1' : pack.unet.crossAttentionDim === 1024 ? 'sd2' : 'unknown',
  };
}

/** What lies on this device in full: added models, and folders by id as `installedFolders` gives them. */
export interface OnDevice {
  readonly shelf: readonly ModelRecord[];
  readonly folders: ReadonlyMap<string, InstalledFolder>;
}

/**
 * Every known pack and the checkpoints on the shelf, the loaded one with its real facts, and whatever other model is on this
 * device under its id for `loadPack`: `owner/name` of the hub, or its address.
 */
export async function listPacks(
  assets: string,
  loaded: PackInfo | null,
  { shelf, folders }: OnDevice,
): Promise<readonly PackInfo[]> {
  const known = await Promise.all(
    KNOWN_PACKS.map(async (pack): Promise<PackInfo> => {
      if (loaded?.id === pack.id) return loaded;
      const embedded = pack.id === EMBEDDED_PACK;
      const sizeBytes = embedded ? await embeddedBytes(assets) : pack.sizeBytes;
      const controlNets =
        'hub' in pack.source ? Object.keys(pack.source.controlNets).map((name) => ({ name, conditions: [name] })) : [];
      return {
        id: pack.id,
        name: pack.name,
        licence: pack.licence,
        sizeBytes,
        installed: embedded || [...storedFolders({ id: pack.id }, assets)].every((folder) => folders.has(folder)),
        loaded: false,
        controlNets,
        defaults: UNKNOWN_DEFAULTS,
        examples: [],
        sizeMultiple: 8,
      };
    }),
  );
  const added = shelf.filter(({ kind }) => kind === 'checkpoint').map((model) => describeModel(model, loaded));
  const all = [...known, ...added];
  const first = !loaded || all.some(({ id }) => id === loaded.id) ? all : [loaded, ...all];
  const named = new Set(first.flatMap(({ id }) => [...storedFolders(refOf(id), assets)]));
  const others = [...folders].filter(([id, { model }]) => model && !named.has(id));
  return [...first, ...others.map(([, folder]) => describeStored(folder))];
}

function describeModel(model: ModelRecord, loaded: PackInfo | null): PackInfo {
  const { id, name, bytes: sizeBytes } = model;
  return loaded?.id === id ? { ...loaded, name } : unopened({ id, name, sizeBytes });
}

/** What is known of a stored folder before it is opened. */
function describeStored({ url, bytes: sizeBytes }: InstalledFolder): PackInfo {
  const hubId = hubIdOf(url);
  const name = hubId ?? decodeURIComponent(url.split('/').at(-2) ?? url);
  return unopened({ id: hubId ?? url, name, sizeBytes });
}

function unopened(facts: Pick<PackInfo, 'id' | 'name' | 'sizeBytes'>): PackInfo {
  return {
    ...facts,
    licence: '',
    installed: true,
    loaded: false,
    controlNets: [],
    defaults: UNKNOWN_DEFAULTS,
    examples: [],
    sizeMultiple: 64,
  };
}

function refOf(id: string): PackRef {
  return /^https?:/.test(id) ? { base: id } : { id };
}

/** SD 1.5's, until the pack is loaded and says its own. */
const UNKNOWN_DEFAULTS: PackDefaults = {
  width: 512,
  height: 512,
  steps: 20,
  sampler: 'dpmpp-2m',
  guidanceScale: 7.5,
  guidanceRescale: 0,
  negativePrompt: '',
  controlWeight: 1,
  controlMode: 'balanced',
  finish: 'painted',
};

async function embeddedBytes(assets: string): Promise<number> {
  const response = await fetch(new URL(`models/${EMBEDDED_PACK}/inkling.json`, assets)).catch(() => null);
  return response?.ok ? parseInklingJson(await response.text(), EMBEDDED_PACK).sizeBytes : 0;
}
