// (f) JavaScript that arrives before the page is usable: what index.html and its static imports load.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Figure } from '../main.ts';

const MOST = 150_000;

export async function initialScript(): Promise<readonly Figure[]> {
  const html = readFileSync('dist/index.html', 'utf8');
  const queue = [...html.matchAll(/(?:src|href)="(\.\/assets\/[^"]+\.js)"/g)].map(([, path = '']) =>
    join('dist', path),
  );
  const seen = new Set<string>();
  let bytes = 0;
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(file);
    bytes += gzipSync(source, { level: 9 }).length;
    // Static imports only: `import(...)` and workers come on demand.
    for (const [, path = ''] of source.toString().matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
      queue.push(join(dirname(file), path));
    }
  }
  const value = `${(bytes / 1000).toFixed(1)} kB in ${seen.size} file${seen.size === 1 ? '' : 's'}`;
  return [{ id: 'f', what: 'JavaScript before the page is usable, gzip', value, bar: '<= 150 kB', ok: bytes <= MOST }];
}
