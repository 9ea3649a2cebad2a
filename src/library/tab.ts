// Which page a tab holds. A page is written by one tab only: whoever holds its lock. A second tab gets a copy under an id of
// its own, so that no tab ever writes over another one's drawing.

const KEY = 'inkling:page';
const LOCK = 'inkling:page:';

export interface Hold {
  /** The page that this tab writes. */
  readonly id: string;
  /** The page that it begins with; null: with an empty one. */
  readonly from: string | null;
}

let release: (() => void) | null = null;
let current: Hold | null = null;

/** The page that this tab writes; null before it holds one. */
export function currentPage(): string | null {
  return current?.id ?? null;
}

/** The page that this tab's page began as a copy of, before it was written; null where it is its own. */
export function pageBefore(): string | null {
  return current && current.from !== current.id ? current.from : null;
}

/** Takes hold of a page for this tab: the one it had before a reload, else the newest of `recent`, else a new one. */
export async function holdPage(recent: () => Promise<readonly string[]>): Promise<Hold> {
  const before = remembered();
  if (before) {
    // On a reload the old document's lock may take a moment to go. A duplicated tab remembers the same page: it gets a copy.
    if (await lock(before.id, 1000)) return remember(before);
    return holdNew(before.id);
  }
  const newest = (await recent())[0];
  if (newest === undefined) return holdNew(null);
  return (await lock(newest, 0)) ? remember({ id: newest, from: newest }) : holdNew(newest);
}

/** Lets go of the page and takes a new one, which begins as a copy of `from`. */
export async function holdNew(from: string | null): Promise<Hold> {
  const id = crypto.randomUUID();
  await lock(id, 0);
  return remember({ id, from });
}

/** Lets go of the page and takes `id`, or a copy where another tab holds it. */
export async function holdOther(id: string): Promise<Hold> {
  if (current?.id === id) return current;
  return (await lock(id, 0)) ? remember({ id, from: id }) : holdNew(id);
}

/** The pages that some tab, this one too, holds: whoever deletes one of them takes another tab's drawing away. */
export async function heldPages(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set(current ? [current.id] : []);
  const { held = [] } = await navigator.locks.query();
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(LOCK));
  return new Set(names.map((name) => name.slice(LOCK.length)));
}

/** Takes the page's lock, waiting for at most `waitMs`; the one before is let go. */
function lock(id: string, waitMs: number): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const options = waitMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitMs) };
    const held = (granted: Lock | null): Promise<void> | undefined => {
      resolve(granted !== null);
      if (!granted) return undefined;
      release?.();
      return new Promise<void>((done) => (release = done)); // until the tab goes
    };
    navigator.locks.request(LOCK + id, options, held).catch(() => resolve(false));
  });
}

function remember(hold: Hold): Hold {
  current = hold;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(hold));
  } catch {
    // No storage for this site: a reload begins anew.
  }
  return hold;
}

function remembered(): Hold | null {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Partial<Hold> | null;
    return typeof value?.id === 'string' ? { id: value.id, from: value.from ?? null } : null;
  } catch {
    return null;
  }
}
