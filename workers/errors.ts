// The few ways in which Inkling can fail on purpose. Imports nothing; anything may import it.

/** Codes an embedder may branch on. Every rejected promise is an AppError with one of these, or an AbortError. */
export const ERROR_CODES = [
  'bad-input', // the caller's image, size, option or link cannot be used
  'bad-model', // a model file is corrupt, truncated or does not match its config
  'bug', // ours: please report
  'device-lost', // the GPU went away
  'download', // the network or the server failed
  'no-webgpu', // WebGPU was demanded and is not there
  'out-of-memory', // the device or the tab ran out of memory
  'storage-full', // the browser's storage quota is used up
  'unsupported', // a valid model or option that this engine cannot run
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure with a stable code, what happened (`message`) and what to do next (`hint`). */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** True for the DOMException that a cancelled call rejects with; it is never shown and never logged. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Any thrown value as an AppError (or the AbortError itself, unchanged). */
export function toAppError(error: unknown): Error {
  if (error instanceof AppError || (error instanceof Error && isAbort(error))) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/out of memory|OOM|Array buffer allocation|bad_alloc/i.test(message)) {
    return new AppError('out-of-memory', message, 'Close other tabs, or choose a smaller picture or model.', {
      cause: error,
    });
  }
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return new AppError(
      'storage-full',
      'The browser gives this page no more room on the disk.',
      'Delete a model you no longer need.',
      {
        cause: error,
      },
    );
  }
  return new AppError('bug', message, 'This is a fault in Inkling. Reload the page; your drawing is kept.', {
    cause: error,
  });
}
