// Pixels in the database: read, asked for, and tidied away when no page and no picture needs them any more.
import { openDb } from './db.ts';
import { fileOf } from './keptFile.ts';

export async function storedPixels(key: string): Promise<Blob | undefined> {
  return fileOf(await (await openDb()).get('pixels', key));
}

/** Those of `keys` that are not stored. */
export async function missingPixels(keys: readonly string[]): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const store = (await openDb()).transaction('pixels').store;
  const found = await Promise.all(keys.map((key) => store.getKey(key)));
  return keys.filter((_, i) => found[i] === undefined);
}

/** Deletes what nothing refers to; `alsoKept` are keys that this tab may still need. */
export async function tidyPixels(alsoKept: readonly string[]): Promise<void> {
  const tx = (await openDb()).transaction(['pages', 'pictures', 'pixels'], 'readwrite');
  const kept = new Set(alsoKept);
  for (const name of ['pages', 'pictures'] as const) {
    for (const { pixels } of await tx.objectStore(name).getAll()) pixels.forEach((key) => kept.add(key));
  }
  const store = tx.objectStore('pixels');
  await Promise.all((await store.getAllKeys()).filter((key) => !kept.has(key)).map((key) => store.delete(key)));
  await tx.done;
}
