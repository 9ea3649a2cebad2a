// Errors as plain data for the store and the eye.
import { AppError, isAbort, toAppError } from '../../workers/errors.ts';
import type { Failure } from '../store/types.ts';

/** The error as plain data for the store; a cancelled call is no failure. */
export function failureOf(error: unknown): Failure {
  const known = toAppError(error);
  if (known instanceof AppError) return { code: known.code, message: known.message, hint: known.hint };
  return { code: 'bug', message: isAbort(known) ? 'The call was cancelled.' : known.message, hint: '' };
}
