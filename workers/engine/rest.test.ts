import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restOf } from './rest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('the other nets come after the first picture, once', async () => {
  const open = vi.fn(() => Promise.reject(new Error('offline')));
  const rest = restOf(open, new AbortController().signal, false);
  vi.advanceTimersByTime(19_000);
  expect(open).not.toHaveBeenCalled();
  rest.begin();
  rest.begin();
  vi.advanceTimersByTime(2000);
  expect(open).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(open).toHaveBeenCalledTimes(1);
  await expect(rest.ended()).resolves.toBeUndefined();
});

it('without a picture they come by themselves', () => {
  const open = vi.fn(() => Promise.resolve());
  restOf(open, new AbortController().signal, false);
  vi.advanceTimersByTime(20_000);
  expect(open).toHaveBeenCalledTimes(1);
});

it('they do not come for a model that is gone, nor where data is spared', async () => {
  const open = vi.fn(() => Promise.resolve());
  const closing = new AbortController();
  const gone = restOf(open, closing.signal, false);
  closing.abort();
  const spared = restOf(open, new AbortController().signal, true);
  for (const rest of [gone, spared]) rest.begin();
  vi.advanceTimersByTime(60_000);
  expect(open).not.toHaveBeenCalled();
  await expect(gone.ended()).resolves.toBeNull();
});
