import { describe, expect, it } from 'vitest';
import { trustOwnScripts } from './ownScripts.ts';

describe('the policy of a worker', () => {
  const location = { origin: 'https://here.test', href: 'https://here.test/some/folder/assets/engine.worker.js' };

  it('lets through an address of its own host, and no other', () => {
    let rule: (url: string) => string | null = () => 'none was made';
    trustOwnScripts({
      location,
      trustedTypes: { defaultPolicy: null, createPolicy: (_, rules) => (rule = rules.createScriptURL) },
    });
    expect(rule('https://here.test/ort/threads.mjs')).toBe('https://here.test/ort/threads.mjs');
    expect(rule('../ort/threads.mjs')).toBe('../ort/threads.mjs');
    for (const url of [
      'https://here.test.evil/threads.mjs',
      'http://here.test/threads.mjs',
      '//evil.test/threads.mjs',
      'blob:https://here.test/0b0b',
      'data:text/javascript,1',
      'javascript:1',
    ])
      expect(rule(url), url).toBeNull();
  });

  it('is made once, and not where there are no Trusted Types', () => {
    trustOwnScripts({ location });
    const again = (): never => {
      throw new Error('a second policy');
    };
    trustOwnScripts({ location, trustedTypes: { defaultPolicy: {}, createPolicy: again } });
  });
});
