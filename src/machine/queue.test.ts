import { expect, it } from 'vitest';
import { createQueue } from './queue.ts';

it('tasks run one at a time, in order, past a failed one', async () => {
  const queue = createQueue();
  const seen: string[] = [];
  const task =
    (name: string, fails = false) =>
    async (): Promise<string> => {
      seen.push(`${name} starts`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const results = await Promise.allSettled([queue(task('a')), queue(task('b', true)), queue(task('c'))]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
});

it('a task cancelled while it waits rejects at once and never starts', async () => {
  const queue = createQueue();
  let release = (): void => undefined;
  const first = queue(() => new Promise<void>((resolve) => (release = resolve)));
  const controller = new AbortController();
  let started = false;
  const second = queue(async () => void (started = true), controller.signal);
  controller.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  release();
  await first;
  await queue(async () => undefined);
  expect(started).toBe(false);
});
