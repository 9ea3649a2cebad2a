import { describe, expect, it } from 'vitest';
import { createLiveLoop } from './liveLoop.ts';

/** An engine by hand: each run waits until the test lets it take a step. */
function studio() {
  const log: string[] = [];
  const failures: unknown[] = [];
  let step: (() => void) | null = null;
  const loop = createLiveLoop<string>(
    async (wish, signal, previewed) => {
      log.push(`begin ${wish}`);
      for (let i = 1; i <= 3; i++) {
        await new Promise<void>((done) => (step = done));
        if (wish === 'broken') throw new Error('broken');
        log.push(`${wish}${i}`);
        previewed();
        // As the engine does: an abort is heard between steps.
        await Promise.resolve();
        signal.throwIfAborted();
      }
      log.push(`done ${wish}`);
    },
    (error) => failures.push(error),
  );
  const take = async (count = 1): Promise<void> => {
    for (let i = 0; i < count; i++) {
      step?.();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };
  return { loop, log, failures, take };
}

describe('live pictures', () => {
  it('a picture is finished when the hand rests', async () => {
    const { loop, log, take } = studio();
    loop.want('a');
    await take(3);
    expect(log).toEqual(['begin a', 'a1', 'a2', 'a3', 'done a']);
  });

  it('a change after the first preview is previewed two steps later', async () => {
    const { loop, log, take } = studio();
    loop.want('a');
    await take(1);
    loop.want('b');
    await take(2); // the step that was under way, and the first of b
    expect(log).toEqual(['begin a', 'a1', 'a2', 'begin b', 'b1']);
  });

  it('a change before the first preview is previewed two steps later, and that preview is not lost', async () => {
    const { loop, log, take } = studio();
    loop.want('a');
    loop.want('b');
    await take(2);
    expect(log).toEqual(['begin a', 'a1', 'begin b', 'b1']);
  });

  it('however fast changes come, each step shows something newer', async () => {
    const { loop, log, take } = studio();
    for (let i = 0; i < 12; i++) {
      loop.want(`w${i}-`);
      if (i % 3 === 2) await take();
    }
    expect(log).toEqual([
      'begin w0-',
      'w0-1',
      'begin w2-',
      'w2-1',
      'begin w5-',
      'w5-1',
      'begin w8-',
      'w8-1',
      'begin w11-',
    ]);
    await take(3);
    expect(log.at(-1)).toBe('done w11-');
  });

  it('stop ends the picture and forgets the wish', async () => {
    const { loop, log, failures, take } = studio();
    loop.want('a');
    await take(1);
    loop.want('b');
    loop.stop();
    await take(3);
    expect(log).toEqual(['begin a', 'a1', 'a2']);
    expect(failures).toEqual([]);
  });

  it('a failure is told, and the next wish is tried', async () => {
    const { loop, log, failures, take } = studio();
    loop.want('broken');
    loop.want('b');
    await take(4);
    expect(failures).toEqual([new Error('broken')]);
    expect(log.at(-1)).toBe('done b');
  });
});
