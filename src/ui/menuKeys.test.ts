import { expect, test } from 'vitest';
import { moveInMenu } from './menuKeys.ts';

const LABELS = ['Models', 'Storage', 'Shortcuts', 'Light', 'Dark'];

test('arrows go round, Home and End to the ends', () => {
  expect(moveInMenu('ArrowDown', -1, LABELS, '')).toBe(0);
  expect(moveInMenu('ArrowDown', 4, LABELS, '')).toBe(0);
  expect(moveInMenu('ArrowUp', 0, LABELS, '')).toBe(4);
  expect(moveInMenu('ArrowUp', -1, LABELS, '')).toBe(4);
  expect(moveInMenu('Home', 3, LABELS, '')).toBe(0);
  expect(moveInMenu('End', 0, LABELS, '')).toBe(4);
});

test('letters go to what begins with them', () => {
  expect(moveInMenu('s', 0, LABELS, '')).toBe(1);
  expect(moveInMenu('S', 1, LABELS, '')).toBe(2);
  expect(moveInMenu('h', 1, LABELS, 's')).toBe(2);
  expect(moveInMenu('h', 2, LABELS, 's')).toBe(2);
  expect(moveInMenu('x', 0, LABELS, '')).toBeNull();
  expect(moveInMenu(' ', 0, LABELS, '')).toBeNull();
  expect(moveInMenu('Enter', 0, LABELS, '')).toBeNull();
});
