// Runs the cases of a folder on the built page and prints case, wanted, got. One that cannot be run says why, and is counted.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withBuiltPage } from '../builtPage.ts';
import type { Case, Got, Tools } from './case.ts';
import { casePack } from './casePack.ts';
import { KINDS } from './kinds.ts';

const MAKE = 'make_pack.py';

/** Prints a line for each case; whether all that were run hold. */
export async function checkCases(folder: string): Promise<boolean> {
  const cases = casesIn(folder);
  let [held, failed, skipped] = [0, 0, 0];
  await withBuiltPage(async (browser, url) => {
    const fresh = async (): ReturnType<Tools['fresh']> => {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    };
    const script = cases.find(({ files }) => files.some(({ name }) => name === MAKE));
    const tools: Tools = { page: await fresh(), fresh, pack: casePack(script ? join(script.folder, MAKE) : null) };
    for (const each of cases) {
      const kind = KINDS.find(({ takes }) => takes(each));
      const got: Got = kind
        ? await Promise.resolve()
            .then(() => kind.run(tools, each))
            .catch((error: unknown): Got => ({ holds: false, got: String(error).split('\n')[0] }))
        : { holds: null, got: `no kind of case knows it: ${JSON.stringify(each.expected['how'] ?? '')}` };
      if (got.holds === null) skipped += 1;
      else if (got.holds) held += 1;
      else failed += 1;
      const mark = got.holds === null ? '-' : got.holds ? 'holds' : 'FAILS';
      print(`${mark.padEnd(6)} ${each.id}`);
      print(`       wanted ${JSON.stringify(each.expected['expected']).slice(0, 400)}`);
      print(`       got    ${got.got.slice(0, 400)}`);
    }
  });
  print(`${held} hold, ${failed} fail, ${skipped} not run, of ${cases.length}`);
  return failed === 0 && skipped === 0;
}

/** Folders with an expected.json, or the folder itself. */
function casesIn(folder: string): readonly (Case & { readonly folder: string })[] {
  const own = existsSync(join(folder, 'expected.json')) ? [folder] : [];
  const within = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'expected.json')))
    .map(({ name }) => join(folder, name));
  return [...own, ...within].sort().map((path) => ({
    id: basename(path),
    folder: path,
    files: readdirSync(path)
      .filter((name) => name !== 'expected.json')
      .map((name) => ({ name, bytes: readFileSync(join(path, name)) })),
    expected: JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8')) as Case['expected'],
  }));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
