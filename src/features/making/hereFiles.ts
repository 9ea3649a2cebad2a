// Files of a picture that are on this device: its LoRAs, nets and embeddings are used with its settings, its model is offered.
import type { PackRef } from '../../../workers/engine/api.ts';
import { withHere } from '../../share/foreign/here.ts';
import type { ToldSettings } from '../../share/foreign/types.ts';
import { modelName } from '../../share/foreign/values.ts';
import { store } from '../../state/store.ts';
import { listModels, packRef } from '../models/models.ts';
import { readShelf } from '../models/shelf.ts';
import { isCalled } from './takeInfo.ts';

/** An engine that computes, or still starts, is not waited for longer: what was known of this device holds then. */
const PATIENCE_MS = 1500;

export interface HereSettings {
  /** With the names that its files have on this device. */
  readonly told: ToldSettings;
  /** Its own model, where that is on this device and not in use. */
  readonly model: { readonly name: string; readonly ref: PackRef } | null;
  /** The name of its own model, where that is not on this device. */
  readonly missingModel: string;
}

/** The question that is still open: many pictures at once wait for one answer, and not each for its own. */
let asking: { readonly answer: Promise<unknown>; readonly since: number } | null = null;

function ask(): NonNullable<typeof asking> {
  const answer = readShelf()
    .catch(() => undefined)
    .finally(() => (asking = null));
  return { answer, since: performance.now() };
}

/** Looks on this device for what the picture was made with. Never throws: where nothing can be asked, nothing is here. */
export async function hereSettings(told: ToldSettings, signal: AbortSignal): Promise<HereSettings> {
  asking ??= ask();
  const left = PATIENCE_MS - (performance.now() - asking.since);
  if (left > 0) await Promise.race([asking.answer, new Promise((done) => setTimeout(done, left))]);
  const { shelf, pack } = store.getState();
  const here = withHere(told, shelf.models);
  const own = here.model ?? (await folderCalled(told.model?.name, signal));
  const used = own !== null && own.id === pack?.id;
  const name = told.model?.name || told.model?.hash || '';
  return {
    told: here.told,
    model: own && !used ? { name: own.name, ref: packRef(own.id) } : null,
    missingModel: own || !pack || isCalled(pack, name) ? '' : name,
  };
}

/** A folder of the hub, or the page's own pack. Before the engine has started it is not waited for. */
async function folderCalled(
  name: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const wanted = modelName(name);
  if (wanted === null || store.getState().engine.status !== 'ready') return null;
  const packs = await listModels(signal).catch(() => []);
  return packs.find((each) => each.installed && isCalled(each, wanted)) ?? null;
}
