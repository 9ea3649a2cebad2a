// Vite plugin: no chunk may import a worker's entry. WebKit evaluates a module worker's entry once more when a chunk
// imports it, and then two engines answer one port. So entries hold their wiring only (`bareEntries`), and the build
// fails where one is imported all the same.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const ENTRY = /\.worker\.ts$/;

/** For `worker.rolldownOptions.output`: what an entry imports, and all below it, is a chunk of its own. */
export const bareEntries: Rolldown.OutputOptions = {
  codeSplitting: {
    groups: [
      {
        debugName: 'what a worker starts with',
        name: (id, modules) => {
          const entry = modules.getModuleInfo(id)?.importers.find((importer) => ENTRY.test(importer));
          return entry === undefined ? null : basename(entry, '.worker.ts');
        },
      },
    ],
  },
};

/** Static and dynamic imports, and re-exports, of a file whose name is a worker's entry. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*["'`][^"'`]*?([^/"'`]+\.worker-[\w-]+\.js)["'`]/g;

/** The worker entries that this text imports. */
export function entriesImportedBy(code: string): readonly string[] {
  return [...code.matchAll(IMPORT)].map(([, entry = '']) => entry);
}

/** The plugin. */
export function workerEntries(): Plugin {
  let assets = '';
  return {
    name: 'inkling:worker-entries',
    apply: 'build',
    configResolved(config) {
      assets = resolve(config.root, config.build.outDir, config.build.assetsDir);
    },
    closeBundle() {
      const wrong = readdirSync(assets)
        .filter((file) => file.endsWith('.js'))
        .flatMap((file) =>
          entriesImportedBy(readFileSync(join(assets, file), 'utf8')).map((entry) => `${file} imports ${entry}`),
        );
      if (wrong.length > 0) throw new Error(`WebKit would run these workers twice: ${wrong.join('; ')}`);
    },
  };
}
