// Autosave: one write at a time, the last of what changed meanwhile, nothing lost when a write fails.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSaver } from './saver.ts';
import { INITIAL_STATE, store } from '../../state/store.ts';

/** A storage whose writes end when the test says so. */
function slowStorage() {
  const writes: { readonly prompt: string; readonly end: (error?: Error) => void }[] = [];
  const saved: boolean[] = [];
  const troubles: unknown[] = [];
  const reliefs: true[] = [];
  const saver = createSaver({
    written: INITIAL_STATE.prompt,
    select: ({ prompt }) => prompt,
    same: Object.is,
    write: ({ prompt }) =>
      new Promise<void>((done, fail) => writes.push({ prompt, end: (error) => (error ? fail(error) : done()) })),
    onTrouble: (error) => troubles.push(error),
    onRelief: () => reliefs.push(true),
    onSaved: (value) => saved.push(value),
  });
  const type = (prompt: string): void => {
    store.setState({ prompt });
    saver.change();
  };
  return { saver, writes, saved, troubles, reliefs, type };
}

/** Long enough for an idle moment and all that follows from it. */
const pass = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', {}); // a browser without requestIdleCallback
  store.setState(INITIAL_STATE, true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('createSaver', () => {
  it('writes what changed in an idle moment, once', async () => {
    const { saver, writes, saved, type } = slowStorage();
    type('a');
    type('ab');
    expect([saver.pending(), saved.at(-1), writes.length]).toEqual([true, false, 0]);
    await pass();
    expect(writes.map(({ prompt }) => prompt)).toEqual(['ab']);
    writes[0]?.end();
    await pass();
    expect([saver.pending(), saved.at(-1), writes.length]).toEqual([false, true, 1]);
  });

  it('writes the last of what changes meanwhile when the write before has ended, and is not saved until then', async () => {
    const { saver, writes, saved, type } = slowStorage();
    type('a');
    await pass();
    type('ab');
    type('abc');
    await pass();
    expect(writes).toHaveLength(1);
    writes[0]?.end();
    await pass();
    expect(writes.map(({ prompt }) => prompt)).toEqual(['a', 'abc']);
    expect(saved).not.toContain(true);
    writes[1]?.end();
    await pass();
    expect([saver.pending(), saved.at(-1)]).toEqual([false, true]);
  });

  it('tells of a write that fails at once, counts it as not written, and tries again with the next change', async () => {
    const { saver, writes, saved, troubles, type } = slowStorage();
    type('a');
    await pass();
    writes[0]?.end(new Error('full'));
    await vi.advanceTimersByTimeAsync(0);
    expect(troubles).toHaveLength(1);
    expect([saver.pending(), saved.at(-1)]).toEqual([true, false]);
    type('ab');
    await vi.advanceTimersByTimeAsync(500);
    expect(writes.at(-1)?.prompt).toBe('ab');
  });

  it('is told of a failure within two seconds of the change, and keeps trying without another one', async () => {
    const { saver, writes, saved, troubles, reliefs, type } = slowStorage();
    type('a');
    await vi.advanceTimersByTimeAsync(250); // the longest wait for an idle moment, and a little
    writes[0]?.end(new Error('full'));
    await vi.advanceTimersByTimeAsync(1750);
    expect([troubles.length, writes.length]).toEqual([1, 2]);
    // 2 s, 4 s, 8 s, 16 s, and then every 30 s.
    for (const ms of [2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      const tries = writes.length;
      writes.at(-1)?.end(new Error('full'));
      await vi.advanceTimersByTimeAsync(ms - 1);
      expect(writes).toHaveLength(tries);
      await vi.advanceTimersByTimeAsync(1);
      expect(writes).toHaveLength(tries + 1);
    }
    expect([saver.pending(), reliefs.length]).toEqual([true, 0]);
    writes.at(-1)?.end();
    await pass();
    expect([saver.pending(), saved.at(-1), reliefs.length]).toEqual([false, true, 1]);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(writes).toHaveLength(8);
  });

  it('says that all is saved when a change is taken back before it was written', async () => {
    const { writes, saved, type } = slowStorage();
    type('a');
    type(INITIAL_STATE.prompt);
    await pass();
    expect([saved.at(-1), writes.length]).toEqual([true, 0]);
  });

  it('flush writes at once, after a write that runs', async () => {
    const { saver, writes, type } = slowStorage();
    type('a');
    const first = saver.flush();
    store.setState({ prompt: 'ab' });
    const second = saver.flush();
    writes[0]?.end();
    await first;
    await vi.waitFor(() => expect(writes).toHaveLength(2));
    writes[1]?.end();
    await second;
    expect(writes.map(({ prompt }) => prompt)).toEqual(['a', 'ab']);
  });
});
