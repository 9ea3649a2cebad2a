// Pictures that were asked for and not yet made when the page went away: kept at once, in storage of this tab, for its next start.
import { isNumber, isRecord } from '../files/values.ts';

const KEY = 'inkling:cut-off';
/** No queue is longer than what a person waits for. */
const MOST_JOBS = 64;

export interface CutOff {
  readonly words: string;
  /** Pages as `share/page.ts` writes them; several jobs may share one. */
  readonly pages: readonly string[];
  readonly jobs: readonly { readonly page: number; readonly seed: number }[];
}

/** Without room or storage nothing is kept. */
export function keepCutOff(cut: CutOff): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(cut));
  } catch {
    // Full or forbidden.
  }
}

export function dropCutOff(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Forbidden: nothing is there.
  }
}

/** What the last visit of this tab left, once; null where it left nothing that can be read. */
export function takeCutOff(): CutOff | null {
  try {
    const text = sessionStorage.getItem(KEY);
    dropCutOff();
    return text === null ? null : parseCutOff(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Read as carefully as foreign input. Pure. */
export function parseCutOff(value: unknown): CutOff | null {
  if (!isRecord(value)) return null;
  const { words, pages, jobs } = value;
  if (typeof words !== 'string' || !Array.isArray(pages) || !Array.isArray(jobs)) return null;
  if (!pages.every((page): page is string => typeof page === 'string')) return null;
  const sound = jobs.slice(0, MOST_JOBS).flatMap((job: unknown) => {
    if (!isRecord(job)) return [];
    const { page, seed } = job;
    if (!isNumber(page) || pages[page] === undefined) return [];
    return isNumber(seed) && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? [{ page, seed }] : [];
  });
  return sound.length > 0 ? { words, pages, jobs: sound } : null;
}
