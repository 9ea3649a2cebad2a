import { expect, it } from 'vitest';
import { createLatest } from './latest.ts';

/** A bench on which tasks end when the test says so. */
function workbench(outdated: (running: string, next: string) => boolean = () => false) {
  const begun: string[] = [];
  const failed: unknown[] = [];
  const ends = new Map<string, { end: () => void; fail: (error: unknown) => void }>();
  const latest = createLatest<string>(
    (wish, signal) =>
      new Promise((end, fail) => {
        begun.push(wish);
        ends.set(wish, { end, fail });
        signal.addEventListener('abort', () => fail(new DOMException('', 'AbortError')));
      }),
    (error) => failed.push(error),
    outdated,
  );
  const settled = () => new Promise((done) => setTimeout(done, 0));
  const end = (wish: string) => (ends.get(wish)!.end(), settled());
  const fail = (wish: string, error: unknown) => (ends.get(wish)!.fail(error), settled());
  return { latest, begun, failed, end, fail, settled };
}

it('runs the first wish at once, then only the newest of those that came meanwhile', async () => {
  const { latest, begun, end } = workbench();
  for (const wish of ['a', 'b', 'c', 'd']) latest.want(wish);
  expect(begun).toEqual(['a']);
  await end('a');
  expect(begun).toEqual(['a', 'd']);
  await end('d');
  latest.want('e');
  expect(begun).toEqual(['a', 'd', 'e']);
});

it('a failure is told and does not hold up the next wish', async () => {
  const { latest, begun, failed, fail } = workbench();
  latest.want('a');
  latest.want('b');
  await fail('a', 'broken');
  expect(failed).toEqual(['broken']);
  expect(begun).toEqual(['a', 'b']);
});

it('a task of no more use is stopped for the next one, without a word', async () => {
  const { latest, begun, failed, settled } = workbench(() => true);
  latest.want('a');
  latest.want('b');
  await settled();
  expect(begun).toEqual(['a', 'b']);
  expect(failed).toEqual([]);
});

it('cancel stops what runs and forgets what waits', async () => {
  const { latest, begun, failed, settled } = workbench();
  latest.want('a');
  latest.want('b');
  latest.cancel();
  await settled();
  expect(begun).toEqual(['a']);
  expect(failed).toEqual([]);
  latest.want('c');
  expect(begun).toEqual(['a', 'c']);
});
