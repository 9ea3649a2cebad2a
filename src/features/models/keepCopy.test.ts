// The question before large files are copied: when it is asked, and what its answers do.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { store } from '../../state/store.ts';
import { answerKeep, asksFirst, keepOrAsk } from './keepCopy.ts';

const GB = 1e9;
const file = (name: string, size: number): File => Object.defineProperty(new File([], name), 'size', { value: size });
const question = () => store.getState().shelf.keepQuestion;

beforeEach(() => {
  const estimate = () => Promise.resolve({ quota: 10 * GB, usage: 7 * GB });
  vi.stubGlobal('navigator', { storage: { estimate, persisted: () => Promise.resolve(false) } });
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  [4 * GB, 100 * GB, true],
  [4 * GB, 0, true],
  [0.4 * GB, 100 * GB, false],
  [0.4 * GB, 0, false],
  [0.4 * GB, 1 * GB, true],
  [0.04 * GB, 0.05 * GB, false],
])('%d bytes where %d are free: %s', (bytes, free, asks) => {
  expect(asksFirst(bytes, free)).toBe(asks);
});

test('small files are kept unasked; so is nothing at all', async () => {
  expect(await keepOrAsk([file('lora', 0.1 * GB), file('word', 1e4)])).toBe('keep');
  expect(await keepOrAsk([])).toBe('keep');
  expect(question()).toBeNull();
});

test.each(['keep', 'visit', 'cancel'] as const)('large ones are asked about once, together: %s', async (answer) => {
  const asked = keepOrAsk([file('model.safetensors', 2 * GB), file('net', 0.4 * GB)]);
  await expect.poll(question).toEqual({ name: 'model.safetensors', count: 2, bytes: 2.4 * GB, freeBytes: 3 * GB });
  answerKeep(answer);
  expect(await asked).toBe(answer);
  expect(question()).toBeNull();
});
