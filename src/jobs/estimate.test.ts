import { describe, expect, it } from 'vitest';
import { learn, leftMs, pictureMs, queueMs, type Sample } from './estimate.ts';
import { NO_TIMING } from '../state/jobs.ts';

const sample = (overrides: Partial<Sample> = {}): Sample => ({
  kind: 'a',
  steps: 8,
  stepMs: 100,
  denoiseMs: 800,
  decodeMs: 50,
  totalMs: 1000,
  sessionMs: 980.4, // times 1.02: 1000
  ...overrides,
});
const within = (share: number, value: number | null, truth: number): void =>
  expect(Math.abs((value ?? Infinity) - truth) / truth).toBeLessThanOrEqual(share);

describe('a picture of a kind that was made before', () => {
  const timing = learn(NO_TIMING, sample());

  it('takes as long again', () => within(0.001, pictureMs(timing, { kind: 'a', steps: 8 }), 1000));

  it('takes a step time less for a step less', () =>
    // 150 ms before the steps, 50 ms after them
    within(0.001, pictureMs(timing, { kind: 'a', steps: 20 }), 150 + 2000 + 50));

  it('does not cost the building of the first one again', () => {
    const cold = learn(NO_TIMING, sample({ totalMs: 4000, denoiseMs: 3800 }));
    within(0.001, pictureMs(cold, { kind: 'a', steps: 8 }), 1000);
  });

  it('costs the building when another kind came between', () => {
    const cold = learn(learn(NO_TIMING, sample({ totalMs: 4000 })), sample({ kind: 'b' }));
    within(0.001, pictureMs(cold, { kind: 'a', steps: 8 }), 4000);
  });

  it('is known from a picture of one step', () => {
    const one = learn(NO_TIMING, sample({ steps: 1, stepMs: null, denoiseMs: 100, totalMs: 250, sessionMs: 245 }));
    within(0.02, pictureMs(one, { kind: 'a', steps: 8 }), 950);
  });

  it('follows a machine that got busy', () => {
    let busy = timing;
    for (let i = 0; i < 4; i++)
      busy = learn(busy, sample({ stepMs: 200, denoiseMs: 1600, totalMs: 1900, sessionMs: 1850 }));
    within(0.05, pictureMs(busy, { kind: 'a', steps: 8 }), 1900);
  });
});

it('nothing is said of a kind that was never made', () => {
  expect(pictureMs(NO_TIMING, { kind: 'a', steps: 8 })).toBe(null);
  expect(leftMs(NO_TIMING, { cost: { kind: 'a', steps: 8 }, step: 1, elapsedMs: 0, ownStepMs: null })).toBe(null);
});

describe('what is left of a running picture', () => {
  const timing = learn(NO_TIMING, sample());
  const cost = { kind: 'a', steps: 8 };

  it('counts down from the whole to nothing', () => {
    const left = (step: number, elapsedMs: number): number | null =>
      leftMs(timing, { cost, step, elapsedMs, ownStepMs: null });
    const close = [left(0, 0), left(0, 100), left(1, 0), left(4, 50), left(8, 0), left(8, 60)];
    expect(close.map((value) => Math.round(value ?? -1))).toEqual([1000, 900, 750, 400, 50, 0]);
  });

  it('does not fall below what comes after a step that takes too long', () =>
    expect(leftMs(timing, { cost, step: 4, elapsedMs: 5000, ownStepMs: null })).toBeCloseTo(350));

  it('a picture of an unknown kind tells after two steps', () =>
    expect(leftMs(NO_TIMING, { cost, step: 2, elapsedMs: 0, ownStepMs: 100 })).toBe(600));
});

describe('a queue', () => {
  const timing = learn(learn(NO_TIMING, sample({ totalMs: 1500 })), sample({ kind: 'b', totalMs: 1700 }));

  it('is the sum of its pictures, building whenever the kind changes', () => {
    // b is warm: 1000; a: 1000 + 500 to build; b again: 1000 + 700
    const costs = ['b', 'a', 'b'].map((kind) => ({ kind, steps: 8 }));
    within(0.001, queueMs(timing, costs), 1000 + 1500 + 1700);
  });

  it('adds what is left of the running one', () =>
    within(0.001, queueMs(timing, [{ kind: 'b', steps: 8 }], 300), 1300));

  it('with a picture of an unknown kind, or none known to be running, has no time', () => {
    expect(queueMs(timing, [{ kind: 'c', steps: 8 }])).toBe(null);
    expect(queueMs(timing, [null])).toBe(null);
    expect(queueMs(timing, [], null)).toBe(null);
  });
});

it('a picture’s own first steps count little against what is known, its many steps count more', () => {
  const timing = { kinds: { a: { stepMs: 100, headMs: 0, tailMs: 0, buildMs: 0 } }, warm: 'a' };
  const left = (step: number) =>
    leftMs(timing, { cost: { kind: 'a', steps: step + 10 }, step, elapsedMs: 0, ownStepMs: 200 });
  expect(left(1)).toBeCloseTo(1000);
  expect(left(2)).toBeCloseTo(10 * (700 / 6));
  expect(left(46)).toBeCloseTo(1900);
});
