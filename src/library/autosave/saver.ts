// Writes a part of the state whenever it changes: one write at a time, and of what changes meanwhile only the last. What
// could not be written is tried again, with the next change or after a pause.
import type { Page } from '../../share/page.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';

export interface SaverParts<T> {
  /** What is in the storage already. */
  readonly written: T;
  readonly select: (state: AppState) => T;
  readonly same: (a: T, b: T) => boolean;
  readonly write: (state: AppState) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
  /** Hears that a write succeeded after one that had not. */
  readonly onRelief?: () => void;
  /** Hears false as soon as something is not in the storage, true when all of it is. */
  readonly onSaved?: (saved: boolean) => void;
}

export interface Saver {
  /** The state may have changed. */
  readonly change: () => void;
  /** Whether something is not in the storage yet. */
  readonly pending: () => boolean;
  /** Writes at once what is not written; resolves when it is, or when it could not be. */
  readonly flush: () => Promise<void>;
}

/** Longest that a change waits for an idle moment. */
const PATIENCE_MS = 200;
/** From a write that failed to the next try; doubles with each. */
const AGAIN_MS = 1000;
const LONGEST_MS = 30_000;

export function createSaver<T>(parts: SaverParts<T>): Saver {
  const { select, same, write, onTrouble, onRelief, onSaved } = parts;
  let { written } = parts;
  let running: Promise<void> | null = null;
  let waiting = false;
  let failures = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  const isDirty = (): boolean => !same(select(store.getState()), written);
  const run = async (): Promise<void> => {
    const state = store.getState();
    const before = written;
    written = select(state);
    try {
      await write(state);
    } catch (error) {
      written = before;
      clearTimeout(again);
      again = setTimeout(() => void flush(), Math.min(LONGEST_MS, AGAIN_MS * 2 ** failures++));
      onTrouble(error);
      return;
    } finally {
      running = null;
    }
    clearTimeout(again);
    if (failures > 0) onRelief?.();
    failures = 0;
    if (!isDirty()) onSaved?.(true);
    change();
  };
  const change = (): void => {
    if (waiting || !isDirty()) return;
    onSaved?.(false);
    if (running) return;
    waiting = true;
    void idle().then(() => {
      waiting = false;
      void flush();
    });
  };
  const flush = async (): Promise<void> => {
    if (running) await running;
    if (isDirty()) await (running ??= run());
    else onSaved?.(true);
  };
  return { change, flush, pending: () => running !== null || isDirty() };
}

/** A moment in which the page has nothing better to do, soon. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: PATIENCE_MS });
    else setTimeout(resolve, PATIENCE_MS / 4); // Safari
  });
}

/** Whether two pages say the same. Slices are made anew each time; what is in them is not. */
export function sameSlices(a: Page, b: Page): boolean {
  return (Object.keys(a) as (keyof Page)[]).every((name) => sameFields(a[name], b[name]));
}

function sameFields(a: object, b: object): boolean {
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  // The pack is known only when the engine is; that alone changes nothing on the page.
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every(
    (key) => key === 'pack' || left[key] === right[key],
  );
}
