// Whether the database gives back what it was given: asked once after each large write, since a disk that fails says nothing.
import type { Db } from './db.ts';
import type { KeptFile } from './keptFile.ts';

/** Below it a file is one write of the disk, which the database's own log guards. */
const LARGE_BYTES = 256 * 1024;

/**
 * Reads large files back and compares them. One that is stored otherwise is taken out, so that the next try writes it again.
 * @throws Error that names it
 */
export async function readBack(
  db: Db,
  store: 'pixels' | 'files',
  files: readonly (readonly [key: string, file: KeptFile])[],
): Promise<void> {
  for (const [key, { bytes }] of files) {
    if (bytes.byteLength < LARGE_BYTES) continue;
    const stored = await db.get(store, key);
    if (!stored && store === 'files' && (await db.getKey('pictures', key)) === undefined) continue; // deleted meanwhile
    if (stored && !(stored instanceof Blob) && sameBytes(stored.bytes, bytes)) continue;
    await db.delete(store, key);
    throw new Error(`The storage gave back other bytes of ${key} than it was given.`);
  }
}

function sameBytes(a: ArrayBuffer, b: ArrayBuffer): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const words = a.byteLength >> 2;
  const [x, y] = [new Uint32Array(a, 0, words), new Uint32Array(b, 0, words)];
  for (let i = 0; i < words; i++) if (x[i] !== y[i]) return false;
  const [left, right] = [new Uint8Array(a, 4 * words), new Uint8Array(b, 4 * words)];
  return left.every((byte, i) => byte === right[i]);
}
