// Before large files of models are copied into the browser's storage: the question whether to, and its answer.
import { readSpace } from '../../machine/storage.ts';
import type { ShelfSlice } from '../../state/shelf.ts';
import { store } from '../../state/store.ts';

/** `visit`: they are read where they lie, until the page is closed. */
export type KeepAnswer = 'keep' | 'visit' | 'cancel';

const LARGE_BYTES = 500e6;
/** Files that are smaller never matter, however full the disk is. */
const SMALL_BYTES = 50e6;
/** Of the free space. */
const LARGE_SHARE = 1 / 5;

/** Whether copying so much is worth a question. @param freeBytes 0: nobody knows */
export function asksFirst(bytes: number, freeBytes: number): boolean {
  if (bytes > LARGE_BYTES) return true;
  return freeBytes > 0 && bytes > SMALL_BYTES && bytes > LARGE_SHARE * freeBytes;
}

let answered: ((answer: KeepAnswer) => void) | null = null;

/** What to do with these files of a disk: small ones are kept unasked. */
export async function keepOrAsk(files: readonly File[]): Promise<KeepAnswer> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const { usedBytes, quotaBytes } = await readSpace();
  const freeBytes = Math.max(0, quotaBytes - usedBytes);
  if (!asksFirst(bytes, freeBytes)) return 'keep';
  show({ name: files[0]?.name ?? '', count: files.length, bytes, freeBytes });
  const answer = await new Promise<KeepAnswer>((resolve) => (answered = resolve));
  answered = null;
  show(null);
  return answer;
}

/** The question's answer; without a question it does nothing. */
export function answerKeep(answer: KeepAnswer): void {
  answered?.(answer);
}

function show(keepQuestion: ShelfSlice['keepQuestion']): void {
  store.setState(({ shelf }) => ({ shelf: { ...shelf, keepQuestion } }));
}
