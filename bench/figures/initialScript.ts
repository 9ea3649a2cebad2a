// (f) JavaScript that arrives before the page is usable: what index.html and its static imports load; and the whole app
// shell: every panel and sheet that may be loaded later, styles too, the largest of the other languages (nobody loads two), but
// not the machine's workers.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import limits from '../../scripts/size-limits.json';
import type { Figure } from '../main.ts';

const ENTRY = /(?:src|href)="\.\/assets\/([^"]+\.(?:js|css))"/g;
/** Static imports only: `import(...)` and workers come on demand. */
const IMPORTS = /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g;
/** Other languages than English, by their codes. */
const CATALOG = /^(?:de|es)-/;
/** Whatever a script names: panels that come on demand, and their styles. */
const NAMED = /["'`/]([\w.-]+-[\w-]{8}\.(?:js|css))["'`]/g;

export async function initialScript(): Promise<readonly Figure[]> {
  const html = readFileSync('dist/index.html', 'utf8');
  const entries = [...html.matchAll(ENTRY)].map(([, file = '']) => file);
  const first = reachable(
    entries.filter((file) => file.endsWith('.js')),
    IMPORTS,
  );
  const shell = [...inOneLanguage(reachable(entries, NAMED)), '../index.html'];
  return [figure(limits.first, first), figure(limits.shell, shell)];
}

function figure({ what, bytes: most }: (typeof limits)['first'], files: readonly string[]): Figure {
  const bytes = files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
  const value = `${(bytes / 1000).toFixed(1)} kB in ${files.length} file${files.length === 1 ? '' : 's'}`;
  return { id: 'f', what, value, bar: `<= ${most / 1000} kB`, ok: bytes <= most };
}

/** Without the catalogs that the user of the largest one does not load. */
function inOneLanguage(files: readonly string[]): readonly string[] {
  const catalogs = files.filter((file) => CATALOG.test(file)).sort((a, b) => read(b).length - read(a).length);
  return files.filter((file) => !catalogs.slice(1).includes(file));
}

/** The files in `assets/` that these load, themselves included. */
function reachable(entries: readonly string[], pattern: RegExp): readonly string[] {
  const seen = new Set<string>();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || file.includes('.worker-')) continue;
    seen.add(file);
    if (file.endsWith('.js')) for (const [, name = ''] of read(file).matchAll(pattern)) queue.push(basename(name));
  }
  return [...seen];
}

const read = (file: string): string => readFileSync(join('dist/assets', file), 'utf8');
