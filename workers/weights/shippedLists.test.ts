// Node only: the lists of the models that ship with the page.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';

const MODELS = 'public/models';

/** Without a list the page asks for one at each visit, and without a network no answer comes. */
it.each(readdirSync(MODELS))('%s lists each of its files with size and SHA-256', (name) => {
  const folder = join(MODELS, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== 'inkling.json' && !/\.(md|png)$|^LICENSE$/.test(path));
  const found = files.map((path) => {
    const content = readFileSync(join(folder, path));
    return [path, { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }] as const;
  });
  const list = JSON.parse(readFileSync(join(folder, 'inkling.json'), 'utf8')) as { files: unknown };
  expect(list.files).toEqual(Object.fromEntries(found));
});
