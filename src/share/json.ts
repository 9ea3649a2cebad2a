// What the slices of a page are written as, and the one error for what cannot be read. Pure.
import { AppError } from '../../workers/errors.ts';
import { t } from '../i18n/i18n.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Foreign text that is not what it says it is. */
export function damaged(cause?: unknown): AppError {
  return new AppError('bad-input', t('library:damaged'), t('library:damagedHint'), { cause });
}
