// Code that comes in a script of its own when it is first wanted, so that the page is there sooner.
import { t } from '../i18n/i18n.ts';
import { notify } from './notice.ts';

/** What `load` imports; null where it cannot be had (no network and no copy), which a notice tells. */
export async function loaded<T>(load: () => Promise<T>): Promise<T | null> {
  try {
    return await load();
  } catch {
    notify(t('shell:sheetMissing'));
    return null;
  }
}

/** The action that `of` finds in a module, which is imported at the first call. Calls run in their order. */
export function later<M, A extends readonly unknown[]>(
  load: () => Promise<M>,
  of: (module: M) => (...args: A) => unknown,
): (...args: A) => void {
  return (...args) => void loaded(load).then((module) => module && of(module)(...args));
}
