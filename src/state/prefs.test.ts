import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFS, parsePrefs, type Prefs } from './prefs.ts';

describe('parsePrefs', () => {
  it('reads what was written', () => {
    const prefs: Prefs = { theme: 'dark', language: 'de', pack: { id: 'a/b' }, greeted: true, finger: 'draws' };
    expect(parsePrefs(JSON.stringify(prefs))).toEqual(prefs);
  });

  it('brings a model back with its ControlNets and LoRAs, as far as they make sense', () => {
    const pack = {
      base: 'https://a.example/sd/',
      controlNets: { canny: 'https://a.example/canny/' },
      loras: [{ url: 'https://a.example/ink.safetensors', scale: 0.6 }],
    };
    expect(parsePrefs(JSON.stringify({ pack })).pack).toEqual(pack);
    const damaged = { ...pack, controlNets: { canny: 3 }, loras: [{ url: 'https://a.example/x' }, 7] };
    expect(parsePrefs(JSON.stringify({ pack: damaged })).pack).toEqual({ base: pack.base });
  });

  it('takes nothing from damaged text', () => {
    expect(parsePrefs('{"theme":')).toEqual(DEFAULT_PREFS);
    expect(parsePrefs('{"theme":"pink","language":7,"pack":{"id":3}}')).toEqual(DEFAULT_PREFS);
    expect(parsePrefs(null)).toEqual(DEFAULT_PREFS);
  });
});
