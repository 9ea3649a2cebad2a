// Which model makes the pictures: chosen, remembered, loaded again at the next visit.
import type { PackInfo, PackRef } from '../../../workers/engine/api.ts';
import { isAbort } from '../../../workers/errors.ts';
import { t } from '../../i18n/i18n.ts';
import { type Failure, failureOf } from '../../machine/failure.ts';
import { atFirstTab } from '../../machine/visit.ts';
import { store } from '../../state/store.ts';
import { notify } from '../../notices/notice.ts';
import { engine } from './page.ts';

export function listModels(signal: AbortSignal): Promise<readonly PackInfo[]> {
  return engine.packs(signal);
}

/** A model by what people write, and what `PackInfo.id` is: the address of a folder, or `owner/name` of the hub. */
export function packRef(id: string): PackRef {
  return /^https?:/.test(id) ? { base: id } : { id };
}

/** Loads a model; what was used before stays in use when that fails or is cancelled. */
export async function chooseModel(pack: PackRef): Promise<Failure | null> {
  try {
    const before = store.getState().pack?.id;
    const { id } = await engine.lifecycle.choose(pack);
    if (id !== before) dropSize();
    return null;
  } catch (error) {
    return isAbort(error) ? null : failureOf(error);
  }
}

export function cancelModel(): void {
  engine.lifecycle.cancel();
}

let sweeping: Promise<void> = Promise.resolve();
const sweepLater = new AbortController();

/** What was deleted in earlier visits has gone for good, or goes at another one: what is deleted from now on can be put back. */
export function sweepingEnds(): Promise<void> {
  sweepLater.abort();
  return sweeping;
}

/** Starts the engine with the model used last; without it (no network, say) with the one that ships with the page. */
export async function wakeEngine(): Promise<void> {
  const { pack } = store.getState().prefs;
  sweeping = atFirstTab(() => engine.sweepModels(), sweepLater.signal);
  try {
    await engine.lifecycle.wake(pack);
  } catch (error) {
    // Of the page's own model the badge tells, and whoever wants a picture.
    if (pack && !isAbort(error)) notify(t('shell:modelGone'));
  }
}

/** A size that was set for one model rarely suits another. */
function dropSize(): void {
  store.setState(({ overrides }) => {
    const rest = { ...overrides };
    delete (rest as { width?: number }).width;
    delete (rest as { height?: number }).height;
    return { overrides: rest };
  });
}
