import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFS, parsePrefs, type Prefs } from './prefs.ts';

describe('parsePrefs', () => {
  it('reads what was written', () => {
    const prefs: Prefs = { theme: 'dark', language: 'de', pack: { id: 'a/b' }, greeted: true };
    expect(parsePrefs(JSON.stringify(prefs))).toEqual(prefs);
  });

  it('takes nothing from damaged text', () => {
    expect(parsePrefs('{"theme":')).toEqual(DEFAULT_PREFS);
    expect(parsePrefs('{"theme":"pink","language":7,"pack":{"id":3}}')).toEqual(DEFAULT_PREFS);
    expect(parsePrefs(null)).toEqual(DEFAULT_PREFS);
  });
});
