// Runs the cases of a folder on the built page and prints case, wanted, got. What no page can show is said to be not run.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withBuiltPage } from '../builtPage.ts';
import { type Case, type Got, KINDS } from './kinds.ts';

/** Prints a line for each case; whether all that were run hold. */
export async function checkCases(folder: string): Promise<boolean> {
  const cases = casesIn(folder);
  let [held, failed, skipped] = [0, 0, 0];
  await withBuiltPage(async (browser, url) => {
    const page = await browser.newPage();
    await page.goto(url);
    for (const each of cases) {
      const kind = KINDS.find(({ takes }) => takes(each));
      const got: Got = kind
        ? await kind
            .run(page, each)
            .catch((error: unknown): Got => ({ holds: false, got: String(error).split('\n')[0] }))
        : { holds: null, got: `not run here: ${JSON.stringify(each.expected['how'] ?? '')}` };
      if (got.holds === null) skipped += 1;
      else if (got.holds) held += 1;
      else failed += 1;
      const mark = got.holds === null ? '-' : got.holds ? 'holds' : 'FAILS';
      print(`${mark.padEnd(6)} ${each.id}`);
      print(`       wanted ${JSON.stringify(each.expected['expected']).slice(0, 400)}`);
      print(`       got    ${got.got.slice(0, 400)}`);
    }
  });
  print(`${held} hold, ${failed} fail, ${skipped} not run here`);
  return failed === 0;
}

/** Folders with an expected.json, or the folder itself. */
function casesIn(folder: string): readonly Case[] {
  const own = existsSync(join(folder, 'expected.json')) ? [folder] : [];
  const within = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'expected.json')))
    .map(({ name }) => join(folder, name));
  return [...own, ...within].sort().map((path) => ({
    id: basename(path),
    files: readdirSync(path)
      .filter((name) => name !== 'expected.json')
      .map((name) => ({ name, bytes: readFileSync(join(path, name)) })),
    expected: JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8')) as Case['expected'],
  }));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
