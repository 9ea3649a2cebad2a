// A LoRA for few steps: its settings with one press, and back to what was set before.
import { beforeEach, expect, test } from 'vitest';
import { store } from '../../state/store.ts';
import { type Fast, isFast, toggleFast } from './fast.ts';

const FAST: Fast = { sampler: 'lcm', steps: 6, guidanceScale: 1.8 };
const NAME = 'lcm-lora';
const now = () => store.getState();

beforeEach(() => store.setState({ prompt: 'a house', overrides: {} }));

test('one press sets tag and settings, another brings back what was set, and leaves the rest alone', () => {
  store.setState({ overrides: { steps: 20, clipSkip: 1 } });
  toggleFast(NAME, FAST);
  expect(now()).toMatchObject({ prompt: 'a house <lora:lcm-lora:1>', overrides: { ...FAST, clipSkip: 1 } });
  expect(isFast(now(), NAME, FAST)).toBe(true);
  toggleFast(NAME, FAST);
  expect(now().prompt).toBe('a house');
  expect(now().overrides).toEqual({ steps: 20, clipSkip: 1 });
});

test('whoever changes a setting meanwhile is no longer fast; a press sets it again, another brings back what was set first', () => {
  store.setState({ overrides: { steps: 20 } });
  toggleFast(NAME, FAST);
  store.setState(({ overrides }) => ({ overrides: { ...overrides, steps: 9 } }));
  expect(isFast(now(), NAME, FAST)).toBe(false);
  toggleFast(NAME, FAST);
  expect(now().overrides).toEqual(FAST);
  expect(now().prompt).toBe('a house <lora:lcm-lora:1>');
  toggleFast(NAME, FAST);
  expect(now()).toMatchObject({ prompt: 'a house', overrides: { steps: 20 } });
});

test('one takes the place of another, and what was set before both comes back', () => {
  store.setState({ overrides: { steps: 20 } });
  toggleFast(NAME, FAST);
  const other: Fast = { sampler: 'ddim-sgm-uniform', steps: 8, guidanceScale: 5 };
  toggleFast('hyper', other);
  expect(now()).toMatchObject({ prompt: 'a house <lora:hyper:1>', overrides: other });
  toggleFast('hyper', other);
  expect([now().prompt, now().overrides]).toEqual(['a house', { steps: 20 }]);
});

test('without its tag in the prompt the settings alone are not it', () => {
  store.setState({ overrides: FAST });
  expect(isFast(now(), NAME, FAST)).toBe(false);
});
