// The nets that a first picture does without: nothing of them is in its way, and all of them are there when the network goes.

/** The picture is shown first. */
const SOON_MS = 3000;
/** Where no picture is made, they come after so long all the same: the visit goes on. */
const LATER_MS = 20_000;

export interface Rest {
  /** A picture has been made. */
  begin(): void;
  /** Resolves when nothing is fetched any more. */
  ended(): Promise<unknown>;
}

/**
 * Opens the other nets soon after `begin()`, or later by itself; never after `closing`.
 * @param open what cannot be had now is told to whoever needs it: its failure says nothing here
 * @param spares data is to be spared: each net comes when it is used
 */
export function restOf(open: () => Promise<unknown>, closing: AbortSignal, spares: boolean): Rest {
  let opening: Promise<unknown> | null = null;
  let made = false;
  const fetchThem = (): void => {
    if (!spares && !closing.aborted) opening ??= open().catch(() => undefined);
  };
  let timer = setTimeout(fetchThem, LATER_MS);
  closing.addEventListener('abort', () => clearTimeout(timer));
  return {
    begin() {
      if (made) return;
      made = true;
      clearTimeout(timer);
      timer = setTimeout(fetchThem, SOON_MS);
    },
    ended: () => Promise.resolve(opening),
  };
}
