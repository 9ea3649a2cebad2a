// What is said when the device cannot keep something.
import { t } from '../i18n/i18n.ts';
import { isFull } from '../library/db.ts';
import { notify } from './notice.ts';

let told = 0;
const AGAIN_MS = 60_000;

/** Says that something outlived "Delete everything". */
export function tellNotErased(): void {
  notify(t('shell:eraseLeft'));
}

/** Says once in a while why something could not be stored. */
export function tellTrouble(error: unknown): void {
  if (Date.now() - told < AGAIN_MS) return;
  told = Date.now();
  notify(isFull(error) ? t('library:full') : t('library:notStored'));
}
