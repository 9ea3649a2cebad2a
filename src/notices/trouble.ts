// What is said when the device cannot keep something.
import { t } from '../i18n/i18n.ts';
import { isFull } from '../library/db.ts';
import { notify } from './notice.ts';

/** By a clock that nobody can set back. */
let told = -Infinity;
const AGAIN_MS = 60_000;

/** Says that something outlived "Delete everything". */
export function tellNotErased(): void {
  notify(t('shell:eraseLeft'));
}

/** Says once in a while why something could not be stored. */
export function tellTrouble(error: unknown): void {
  if (performance.now() - told < AGAIN_MS) return;
  told = performance.now();
  notify(isFull(error) ? t('library:full') : t('library:notStored'));
}

/** Says that what could not be stored is stored now, where the trouble was told. */
export function tellRelief(): void {
  if (told === -Infinity) return;
  told = -Infinity;
  notify(t('library:storedAgain'));
}
