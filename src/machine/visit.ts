// What is done once a visit: while no other tab of this page is open, before this one counts as open.

const NAME = 'inkling:visit';
/** A reloaded page's lock goes with its workers, and those end when they have done what they are at. */
const PATIENCE_MS = 10_000;

/**
 * Runs `job` where this is the only tab; from then on this tab is in the way of others that ask. Never rejects.
 * @param signal gives up waiting for other tabs; a job that runs goes on
 */
export async function atFirstTab(job: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  const alone = (): Promise<unknown> => job().catch(() => undefined);
  if (!('locks' in navigator)) {
    await alone();
    return;
  }
  // Refused where another tab is open.
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  await navigator.locks.request(NAME, { signal: patience }, alone).catch(() => undefined);
  void navigator.locks.request(NAME, { mode: 'shared' }, () => new Promise(() => undefined));
}
