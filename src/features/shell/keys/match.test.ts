import { describe, expect, it } from 'vitest';
import { capsOf, matches, type Press } from './match.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('matches', () => {
  it('tells modifiers apart, and takes Ctrl for the command key', () => {
    expect(matches('mod+z', press('z', { ctrlKey: true }))).toBe(true);
    expect(matches('mod+z', press('z', { metaKey: true }))).toBe(true);
    expect(matches('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches('z', press('z', { ctrlKey: true }))).toBe(false);
    expect(matches('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
  });

  it('does not ask how a keyboard makes a sign', () => {
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
    expect(matches('?', press('?'))).toBe(true);
    expect(matches('mod++', press('+', { ctrlKey: true }))).toBe(true);
  });

  it('finds letters by their place on keyboards of other scripts', () => {
    expect(matches('mod+z', press('я', { code: 'KeyZ', ctrlKey: true }))).toBe(true);
    expect(matches('z', press('z', { code: 'KeyY' }))).toBe(true); // a German keyboard says what it means
  });

  it('names keys that have no sign', () => {
    expect(matches('space', press(' '))).toBe(true);
    expect(matches('escape', press('Escape'))).toBe(true);
  });
});

describe('capsOf', () => {
  it('shows the caps of the system', () => {
    expect(capsOf('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(capsOf('mod+enter', true)).toEqual(['⌘', '↩']);
    expect(capsOf('mod++', false)).toEqual(['Ctrl', '+']);
  });
});
