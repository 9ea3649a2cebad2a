import { expect, it } from 'vitest';
import type { Db } from './db.ts';
import { readBack } from './readBack.ts';

const SIZE = 300_001; // large, and no multiple of four
const whole = (): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: SIZE }, (_, i) => (i * 31) % 256);
const file = (bytes: Uint8Array<ArrayBuffer>) => ({ bytes: bytes.buffer, type: 'image/png' });

/** A database that gives `files` and has the rows of `rows`, whatever was written. */
function damaged(files: ReadonlyMap<string, ReturnType<typeof file>>, rows: readonly string[] = []) {
  const deleted: string[] = [];
  const db = {
    get: async (_store: string, key: string) => files.get(key),
    getKey: async (_store: string, key: string) => rows.find((row) => row === key),
    delete: async (_store: string, key: string) => void deleted.push(key),
  };
  return { db: db as unknown as Db, deleted };
}

it('is content with what comes back as it was given', async () => {
  const { db } = damaged(new Map([['a', file(whole())]]));
  await readBack(db, 'files', [['a', file(whole())]]);
});

it.each([0, 4001, SIZE - 1])('finds one wrong byte, at %d, and takes the file out', async (at) => {
  const wrong = whole();
  wrong[at] = (wrong[at] ?? 0) ^ 1;
  const { db, deleted } = damaged(new Map([['a', file(wrong)]]));
  await expect(readBack(db, 'pixels', [['a', file(whole())]])).rejects.toThrow('other bytes of a');
  expect(deleted).toEqual(['a']);
});

it('finds a file that is cut off, or gone while its picture is there', async () => {
  const { db } = damaged(new Map([['a', file(whole().slice(0, -4))]]), ['b']);
  for (const key of ['a', 'b']) await expect(readBack(db, 'files', [[key, file(whole())]])).rejects.toThrow(key);
});

it('takes no offence at a picture that was deleted meanwhile, and does not read small files', async () => {
  const { db } = damaged(new Map());
  await readBack(db, 'files', [['gone', file(whole())]]);
  await readBack(db, 'pixels', [['small', file(new Uint8Array(1000))]]);
});
