// Whatever is thrown anywhere, as one of the codes that embedders may branch on.
import { expect, test } from 'vitest';
import { AppError, toAppError } from './errors.ts';

test.each([
  [new DOMException('Quota exceeded.', 'QuotaExceededError'), 'storage-full'],
  [new RangeError('Array buffer allocation failed'), 'out-of-memory'],
  [new Error('std::bad_alloc'), 'out-of-memory'],
  [new TypeError('x is undefined'), 'bug'],
  ['text', 'bug'],
  [undefined, 'bug'],
])('%s is %s', (thrown, code) => {
  const error = toAppError(thrown);
  const some = expect.stringMatching(/./) as string;
  expect(error).toMatchObject({ code, message: typeof thrown === 'undefined' ? 'undefined' : some, hint: some });
  if (thrown instanceof Error) expect(error.cause).toBe(thrown);
});

test('a known error and a cancelled call stay what they are', () => {
  const known = new AppError('download', 'gone');
  const abort = new DOMException('stop', 'AbortError');
  expect(toAppError(known)).toBe(known);
  expect(toAppError(abort)).toBe(abort);
});
