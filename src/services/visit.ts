// What is done once a visit: while no other tab of this page is open, before this one counts as open.

const NAME = 'inkling:visit';
/** A reloaded page's lock takes a moment to go. */
const PATIENCE_MS = 1000;

/** Runs `job` where this is the only tab; from then on this tab is in the way of others that ask. Never rejects. */
export async function atFirstTab(job: () => Promise<unknown>): Promise<void> {
  const alone = (): Promise<unknown> => job().catch(() => undefined);
  if (!('locks' in navigator)) {
    await alone();
    return;
  }
  // Refused where another tab is open.
  await navigator.locks.request(NAME, { signal: AbortSignal.timeout(PATIENCE_MS) }, alone).catch(() => undefined);
  void navigator.locks.request(NAME, { mode: 'shared' }, () => new Promise(() => undefined));
}
