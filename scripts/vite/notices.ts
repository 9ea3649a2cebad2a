// Vite plugin: `third-party.txt` (licences) and `sbom.cdx.json` (CycloneDX) of what ships with the page.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { noticesOf, sbomOf, shippedParts } from './parts.ts';

/** The plugin. */
export function notices(): Plugin {
  let root = '';
  return {
    name: 'inkling:notices',
    configResolved(config) {
      root = config.root;
    },
    generateBundle() {
      const parts = shippedParts(root);
      const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
      this.emitFile({ type: 'asset', fileName: 'third-party.txt', source: noticesOf(parts) });
      const sbom = JSON.stringify(sbomOf(parts, name, version), null, 1);
      this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: sbom });
    },
  };
}
