// The policy as the page, the hosts' files and the service worker have it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEADER_POLICY, PAGE_POLICY } from './csp.ts';
import { SITE_HEADERS } from './isolation.ts';

const directive = (policy: string, name: string): string | undefined =>
  policy.split('; ').find((each) => each.startsWith(`${name} `));

describe('the policy', () => {
  it('allows scripts and workers of its own host alone, and none as text', () => {
    for (const policy of [PAGE_POLICY, HEADER_POLICY]) {
      expect(directive(policy, 'script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
      expect(directive(policy, 'worker-src')).toBe("worker-src 'self'");
      expect(directive(policy, 'require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
    }
    expect(directive(PAGE_POLICY, 'trusted-types')).toBe('trusted-types inkling');
  });

  it.each(['public/_headers', 'deploy/nginx.conf'])('is in %s with the other headers', (file) => {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim());
    for (const [name, value] of Object.entries(SITE_HEADERS)) {
      const wanted = file.endsWith('.conf')
        ? `add_header ${name} ${/ /.test(value) ? `"${value}"` : value} always;`
        : `${name}: ${value}`;
      expect(lines).toContain(wanted);
    }
  });
});
