// Errors as plain data for the store and the eye.
import { AppError, type ErrorCode, isAbort, toAppError } from '../../workers/errors.ts';

/** A failure as data: what happened and what to do next. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** The error as plain data for the store; a cancelled call is no failure. */
export function failureOf(error: unknown): Failure {
  const known = toAppError(error);
  if (known instanceof AppError) return { code: known.code, message: known.message, hint: known.hint };
  return { code: 'bug', message: isAbort(known) ? 'The call was cancelled.' : known.message, hint: '' };
}
