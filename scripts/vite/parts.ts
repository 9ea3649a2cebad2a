// What ships with the page that others made: the packages of npm, with licence and digest. Reads package-lock.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Development packages of which parts end up in `dist/`: the service worker's, and the files of MoveNet. */
const SHIPPED_ANYWAY = [
  'workbox-core',
  'workbox-precaching',
  'workbox-routing',
  'workbox-strategies',
  '@vladmandic/human',
];

export interface Part {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly licence: string;
  /** Of the package as npm serves it; hex. */
  readonly sha512: string;
  /** Its licence files, as they are. */
  readonly texts: readonly string[];
}

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked | undefined>>;
}

/** The packages in `dist/` and all that they need to run, by name. */
export function shippedParts(root: string): readonly Part[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const found = new Map<string, Part>();
  const visit = (name: string, from: string): void => {
    const path = resolve(packages, name, from);
    const locked = packages[path];
    // Optional for other machines, or a peer that is not installed.
    if (!locked || found.has(path)) return;
    found.set(path, partOf(name, locked, join(root, path)));
    for (const next of Object.keys(locked.dependencies ?? {})) visit(next, path);
  };
  for (const name of [...Object.keys(packages['']?.dependencies ?? {}), ...SHIPPED_ANYWAY]) visit(name, '');
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Node's way of looking: beside the one who asks, then a folder up. */
function resolve(packages: Lock['packages'], name: string, from: string): string {
  for (let at = from; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const nested = `${at}/node_modules/${name}`;
    if (packages[nested]) return nested;
  }
  return `node_modules/${name}`;
}

function partOf(name: string, { version, license = 'NOASSERTION', integrity = '' }: Locked, folder: string): Part {
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|thirdpartynotices)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const sha512 = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return { name, version, licence: license, sha512, texts };
}

/** For people: who made what, under which terms. */
export function noticesOf(parts: readonly Part[]): string {
  const head = 'Inkling contains these packages, each under its own terms.\n';
  const body = parts.map(({ name, version, licence, texts }) =>
    [`${'='.repeat(80)}\n${name} ${version} (${licence})`, ...texts].join('\n\n'),
  );
  return [head, ...body, ''].join('\n');
}

/** For machines: https://cyclonedx.org/docs/1.6/json/ */
export function sbomOf(parts: readonly Part[], name: string, version: string): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version } },
    components: parts.map((part) => ({
      type: 'library',
      name: part.name,
      version: part.version,
      purl: `pkg:npm/${part.name.replace('@', '%40')}@${part.version}`,
      // An expression (A OR B) has a place of its own.
      licenses: [/ /.test(part.licence) ? { expression: part.licence } : { license: { id: part.licence } }],
      ...(part.sha512 && { hashes: [{ alg: 'SHA-512', content: part.sha512 }] }),
    })),
  };
}
