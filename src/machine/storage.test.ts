import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eraseIfAsked } from './storage.ts';

let asked: boolean;
/** What refuses to go. */
let stuck: string;

/** A database that says how its deletion ended. */
function deletion(event: 'onsuccess' | 'onblocked' | 'onerror'): object {
  const request: Record<string, () => void> = {};
  queueMicrotask(() => request[event]?.());
  return request;
}

beforeEach(() => {
  [asked, stuck] = [true, ''];
  const removeEntry = () => (stuck === 'disk' ? Promise.reject(new Error('locked')) : Promise.resolve());
  const root = { removeEntry, keys: async function* () { yield 'packs'; } }; // prettier-ignore
  vi.stubGlobal('sessionStorage', { getItem: () => (asked ? '1' : null), removeItem: () => (asked = false) });
  vi.stubGlobal('localStorage', { clear: () => undefined });
  vi.stubGlobal('caches', { keys: async () => [] });
  vi.stubGlobal('indexedDB', {
    databases: async () => [{ name: 'inkling' }],
    deleteDatabase: () => deletion(stuck === 'onblocked' || stuck === 'onerror' ? stuck : 'onsuccess'),
  });
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => root } });
});
afterEach(() => void vi.unstubAllGlobals());

it.each(['', 'disk', 'onblocked', 'onerror'])('says whether everything went ("%s" is stuck)', async (what) => {
  stuck = what;
  expect(await eraseIfAsked()).toBe(what === '');
  expect(await eraseIfAsked(), 'asked once, done once').toBe(true);
});
