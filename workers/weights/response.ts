// What a server's answer to a download says: whether it goes on where the file stops, is another file, is refused, is put off.
import { AppError } from '../errors.ts';

/** Longer than this nobody waits for a server that asks to be left alone. */
const MOST_WAIT_MS = 60_000;

/** Milliseconds after which a busy server wants to be asked again; null where it is not busy. @source RFC 9110, Retry-After */
export function putOff({ status, headers }: Response, now = Date.now()): number | null {
  if (status !== 429 && status !== 503) return null;
  const told = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(told.trim()) ? Number(told) * 1000 : Date.parse(told) - now;
  return Math.min(Math.max(0, wait || 0), MOST_WAIT_MS);
}

/** True when the body goes on exactly where the stored part ends. */
export function isContinuation(response: Response, size: number): boolean {
  if (size === 0 || response.status !== 206) return false;
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return !range || Number(range[1]) === size; // without CORS permission the header is invisible
}

/** A weak validator may differ by its mark alone. */
export function isOtherFile(etag: string, before: string): boolean {
  const strong = (tag: string): string => tag.replace(/^W\//, '');
  return before !== '' && etag !== '' && strong(etag) !== strong(before);
}

/** Some servers and the stores behind them forbid a range of a file that they give as a whole (403, 400, 405, 501 ...). */
export function isRangeRefused({ status }: Response, size: number): boolean {
  if (status === 206 || status === 416) return true;
  return (
    size > 0 && status >= 400 && status !== 404 && status !== 410 && status !== 429 && status < 502 && status !== 500
  );
}

export function refused({ status }: Response, path: string): AppError {
  const hint = status === 401 || status === 403 ? 'The files may need a login.' : 'Try again later.';
  return new AppError('download', `${path}: the server answered ${status}`, hint);
}

/** @throws AppError unless the response carries the file */
export function checkResponse(response: Response, path: string): void {
  const { status, ok } = response;
  if (status === 404 || status === 410) {
    throw new AppError('bad-model', `${path} is missing (the server answered ${status})`, 'Is the address right?');
  }
  if (!ok) throw refused(response, path);
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    throw new AppError(
      'bad-model',
      `${path} is missing (the server answered with a web page)`,
      'Is the address right?',
    );
  }
}

/** The file's size as far as the headers tell, else 0. A compressed body's length says nothing. */
export function wholeSize(response: Response, start: number): number {
  const length = Number(response.headers.get('content-length') ?? 0);
  if (!length || response.headers.has('content-encoding')) return 0;
  return response.status === 206 ? start + length : length;
}
