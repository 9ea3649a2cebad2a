// The presets that are kept on this device. Each change reads what is there: other tabs change them, too.
import { parsePresets } from '../presets/parse.ts';
import type { Preset } from '../state/presets.ts';
import { openDb, writing } from './db.ts';

const KEY = 'presets';

export async function readPresets(): Promise<readonly Preset[]> {
  return parsePresets(await (await openDb()).get('device', KEY));
}

/** What the list is after `change`. @throws DOMException QuotaExceededError when the storage is full */
export async function changePresets(
  change: (list: readonly Preset[]) => readonly Preset[],
): Promise<readonly Preset[]> {
  return writing(async (db) => {
    const tx = db.transaction('device', 'readwrite');
    const next = change(parsePresets(await tx.store.get(KEY)));
    await tx.store.put(next, KEY);
    await tx.done;
    return next;
  });
}
