// Which folded parts of the page are open: read at once, without waiting for the database, so that nothing jumps.

const PREFIX = 'inkling:open:';

/** False also where the browser keeps nothing for us. */
export function isFoldOpen(name: string): boolean {
  try {
    return localStorage.getItem(PREFIX + name) === '1';
  } catch {
    return false;
  }
}

export function rememberFold(name: string, open: boolean): void {
  try {
    if (open) localStorage.setItem(PREFIX + name, '1');
    else localStorage.removeItem(PREFIX + name);
  } catch {
    // It is open all the same.
  }
}
