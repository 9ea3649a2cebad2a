// Which model makes the pictures: chosen, remembered, loaded again at the next visit.
import type { PackInfo, PackRef } from '../../workers/engine/api.ts';
import { isAbort } from '../../workers/errors.ts';
import { t } from '../i18n/i18n.ts';
import { failureOf } from '../services/failure.ts';
import { store } from '../store/store.ts';
import type { Failure } from '../store/types.ts';
import { notify } from './notice.ts';
import { engine } from './page.ts';
import { setPrefs } from './prefs.ts';

let current: AbortController | null = null;

export function listModels(signal: AbortSignal): Promise<readonly PackInfo[]> {
  return engine.packs(signal);
}

/** Loads a model; what was used before stays in use when that fails. */
export async function chooseModel(pack: PackRef): Promise<Failure | null> {
  current?.abort();
  const controller = new AbortController();
  current = controller;
  try {
    const before = store.getState().pack?.id;
    const { id } = await engine.loadPack(pack, { signal: controller.signal });
    // Files from the disk cannot be found again at the next visit.
    setPrefs({ pack: id === DEFAULT_ID || 'files' in pack ? null : pack });
    if (id !== before) dropSize();
    return null;
  } catch (error) {
    if (current === controller) void engine.ready().catch(() => undefined); // the one before
    return isAbort(error) ? null : failureOf(error);
  }
}

const DEFAULT_ID = 'inkling-mini';

export function cancelModel(): void {
  current?.abort();
}

/** Starts the engine with the model used last; without it (no network, say) with the one that ships with the page. */
export async function wakeEngine(): Promise<void> {
  const { pack } = store.getState().prefs;
  try {
    await (pack ? engine.loadPack(pack) : engine.ready());
  } catch {
    if (!pack) return; // the badge tells, and whoever wants a picture
    notify(t('shell:modelGone'));
    await engine.ready().catch(() => undefined);
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
