// Dependencies are pinned: package.json names exact versions, package-lock.json has just these, each with its hash.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const { dependencies, devDependencies, overrides } = read('package.json') as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
const named = Object.entries({ ...dependencies, ...devDependencies });

it.each([...named, ...Object.entries(overrides ?? {})])('%s %s is one version', (_, version) => {
  expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.-]+)?$/);
});

it.each(named)('%s %s is what the lock file has', (name, version) => {
  expect(packages[`node_modules/${name}`]?.version).toBe(version);
});

it('all that is installed has a hash that it is compared with', () => {
  const unhashed = Object.entries(packages).filter(
    ([path, { integrity, link }]) => path !== '' && link !== true && !/^sha(512|384)-/.test(integrity ?? ''),
  );
  expect(unhashed.map(([path]) => path)).toEqual([]);
});
