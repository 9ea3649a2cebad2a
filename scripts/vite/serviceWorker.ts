// Vite plugin: after the site is written, builds src/pwa/worker/sw.ts into `dist/sw.js` with the list of the site's files.
// A build of its own: a service worker must be one classic script at the top of the site. Dev has none.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import type { SiteFile, SiteFiles } from '../../src/pwa/worker/files.ts';
import { SITE_HEADERS } from './isolation.ts';

const ENTRY = 'src/pwa/worker/sw.ts';
/** The engine stores it by itself; where it cannot, the worker does. */
const PACK = /^models\/inkling-mini\/.*\.(json|safetensors|txt)$/;
/** Kept when used. */
const STOCK = [/^ort\//, /^assets\/ort\./, /^models\/softedge-inkling\/.*\.(json|safetensors)$/, /^models\/movenet\//];
/** `_headers` is for the host, which serves it to nobody. */
const NEVER = [
  /^models\//,
  /^_headers$/,
  /^embed\.js$/,
  /^third-party\.txt$/,
  /^sbom\.cdx\.json$/,
  /^sw\.js$/,
  /^screenshots\//,
  /\.map$/,
];
/** Vite's own names change with the content. */
const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

/** The plugin. */
export function serviceWorker(): Plugin {
  let outDir = '';
  let root = '';
  return {
    name: 'inkling:service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          define: {
            SITE_FILES: JSON.stringify(siteFiles(outDir)),
            SITE_HEADERS: JSON.stringify(SITE_HEADERS),
            'process.env.NODE_ENV': '"production"',
          },
          build: {
            outDir,
            emptyOutDir: false,
            target: 'es2023',
            lib: { entry: ENTRY, formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
          },
        });
      },
    },
  };
}

/** Every file of the built site that the worker may keep. */
export function siteFiles(folder: string): SiteFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const among = (path: string, kinds: readonly RegExp[]): boolean => kinds.some((kind) => kind.test(path));
  const stock = files.filter((path) => among(path, STOCK));
  const shell = files.filter((path) => !among(path, STOCK) && !among(path, NEVER));
  const listed = (path: string): SiteFile => ({ url: path, revision: HASHED.test(path) ? null : digest(folder, path) });
  const pack = files.filter((path) => PACK.test(path));
  return { shell: shell.map(listed), stock: stock.map(listed), pack: pack.map(listed) };
}

function digest(folder: string, path: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, path)))
    .digest('hex')
    .slice(0, 16);
}
