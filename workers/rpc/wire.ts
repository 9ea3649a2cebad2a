// The messages that cross a worker boundary, and how errors travel. Nothing else may post to our workers.
import { AppError, type ErrorCode, isAbort, toAppError } from '../errors.ts';

export type Request =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: unknown }
  | { readonly kind: 'abort'; readonly id: number };

export type Reply =
  /** Sent once, before anything else: the worker's script has been loaded and hears calls. */
  | { readonly kind: 'begun' }
  /** Sent once; the worker holds the Web Lock of this name for as long as it lives. */
  | { readonly kind: 'hello'; readonly lock: string }
  | { readonly kind: 'progress'; readonly id: number; readonly event: unknown }
  | { readonly kind: 'ok'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError };

export type WireError =
  | { readonly abort: true }
  | { readonly abort: false; readonly code: ErrorCode; readonly message: string; readonly hint: string };

/** An error as plain data. */
export function packError(error: unknown): WireError {
  if (isAbort(error)) return { abort: true };
  const known = toAppError(error);
  if (known instanceof AppError) return { abort: false, code: known.code, message: known.message, hint: known.hint };
  return { abort: false, code: 'bug', message: known.message, hint: '' };
}

/** The error rebuilt on the other side. */
export function unpackError(error: WireError): Error {
  if (error.abort) return abortError();
  return new AppError(error.code, error.message, error.hint);
}

/** What every cancelled call rejects with. */
export function abortError(): DOMException {
  return new DOMException('The call was cancelled.', 'AbortError');
}

/** The part of Worker and MessagePort that the RPC needs. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void;
}
