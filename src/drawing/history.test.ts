import { expect, it } from 'vitest';
import { MAX_UNDO, push, redo, replace, startHistory, undo } from './history.ts';

it('undo and redo walk back and forth', () => {
  const history = push(push(startHistory('a'), 'b'), 'c');
  expect(undo(history)).toEqual({ past: ['a'], present: 'b', future: ['c'] });
  expect(redo(undo(history))).toEqual(history);
});

it('a change after undo forgets what was undone', () => {
  expect(push(undo(push(startHistory('a'), 'b')), 'c')).toEqual({ past: ['a'], present: 'c', future: [] });
});

it('a change that belongs to the last one takes its place', () => {
  expect(replace(push(startHistory('a'), 'b'), 'c')).toEqual({ past: ['a'], present: 'c', future: [] });
});

it('at either end nothing happens', () => {
  const history = startHistory('a');
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
});

it('the oldest steps are dropped', () => {
  let history = startHistory(0);
  for (let i = 1; i <= MAX_UNDO + 10; i++) history = push(history, i);
  expect(history.past.length).toBe(MAX_UNDO);
  expect(history.past[0]).toBe(10);
});
