import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noticesOf, sbomOf, shippedParts } from './parts.ts';

const parts = shippedParts('.');

describe('what ships with the page', () => {
  it('has every dependency, what it needs, and what the service worker is made of', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const names = parts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies), 'scheduler', 'workbox-precaching']));
    expect(names).not.toContain('vite');
  });

  it('names a licence and a digest of each, and only licences that let it be passed on', () => {
    for (const { name, licence, sha512 } of parts) {
      expect(licence, name).toMatch(/^\(?(MIT|Apache-2\.0|BSD-[23]-Clause|ISC|0BSD|BlueOak-1\.0\.0|MPL-2\.0|Zlib)\b/);
      expect(sha512, name).toMatch(/^[0-9a-f]{128}$/);
    }
  });

  it('is a list of CycloneDX components and a text with every licence that the packages bring', () => {
    const sbom = sbomOf(parts, 'inkling', '0') as { bomFormat: string; components: { purl: string }[] };
    expect(sbom.bomFormat).toBe('CycloneDX');
    expect(sbom.components.map(({ purl }) => purl)).toContainEqual(
      expect.stringMatching(/^pkg:npm\/%40base-ui\/react@1/),
    );
    const text = noticesOf(parts);
    for (const { texts } of parts) for (const each of texts) expect(text).toContain(each);
  });
});
