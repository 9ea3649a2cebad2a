// Values of this device in the database.
import { openDb, writing } from './db.ts';

export async function readDevice(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { store } = (await openDb()).transaction('device');
  const values = await Promise.all(keys.map((key) => store.get(key)));
  return new Map(keys.map((key, i) => [key, values[i]]));
}

export async function writeDevice(values: ReadonlyMap<string, unknown>): Promise<void> {
  await writing(async (db) => {
    const tx = db.transaction('device', 'readwrite');
    await Promise.all([...values].map(([key, value]) => tx.store.put(value, key)));
    await tx.done;
  });
}
