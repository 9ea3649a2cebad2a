import { beforeEach, expect, it, vi } from 'vitest';
import { keepLastWords, lastWords, supersedeLastWords } from './lastWords.ts';

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});

it('a write that begins later makes last words superfluous', () => {
  keepLastWords('a', 'house');
  expect([lastWords('a'), lastWords('b')]).toEqual(['house', undefined]);
  supersedeLastWords('a')();
  expect(lastWords('a')).toBeUndefined();
});

it('words left while a write is on its way outlive it', () => {
  const written = supersedeLastWords('a');
  keepLastWords('a', 'house');
  written();
  expect(lastWords('a')).toBe('house');
});

it('without storage nothing is kept, and nothing breaks', () => {
  vi.stubGlobal('localStorage', undefined);
  keepLastWords('a', 'house');
  supersedeLastWords('a')();
  expect(lastWords('a')).toBeUndefined();
});
