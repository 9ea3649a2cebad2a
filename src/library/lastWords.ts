// What a page that goes away could not write to the database any more: kept at once, in the one storage that is synchronous,
// and read by the next visit. Pixels are not in it; those that were not stored are lost.

const KEY = 'inkling:last-words:';

/** How often this tab has left something. */
let times = 0;

/** Keeps a page's text. Without room or storage nothing is kept: the database may still make it. */
export function keepLastWords(id: string, text: string): void {
  times++;
  try {
    localStorage.setItem(KEY + id, text);
  } catch {
    // Full or forbidden.
  }
}

/** The text that the page's last visit left behind; undefined where the database has all. */
export function lastWords(id: string): string | undefined {
  try {
    return localStorage.getItem(KEY + id) ?? undefined;
  } catch {
    return undefined;
  }
}

/** To be called when a write to the database begins; the result, when it is done: what was left before is then not needed. */
export function supersedeLastWords(id: string): () => void {
  const begun = times;
  return () => {
    // Left while the write was on its way: newer than what was written.
    if (times !== begun) return;
    try {
      localStorage.removeItem(KEY + id);
    } catch {
      // Forbidden: nothing is there.
    }
  };
}
