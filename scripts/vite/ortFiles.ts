// Vite plugin: serves onnxruntime-web's wasm files under `ort/` in dev and copies them to `dist/ort/` in a build,
// byte for byte, the wasm files once more compressed, which the page asks for first. ORT loads them at run time by URL (`wasmPaths`), so
// the bundler must neither see nor rename them.
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { constants, createGzip, gzip } from 'node:zlib';
import type { Plugin } from 'vite';
import { ISOLATION_HEADERS } from './isolation.ts';

/** Plain wasm, WebGPU by asyncify, WebGPU by JSPI: the three bundles that workers/runtime chooses from. */
const VARIANTS = ['', '.asyncify', '.jspi'] as const;
const FILES = VARIANTS.flatMap((variant) =>
  (['mjs', 'wasm'] as const).map((type) => `ort-wasm-simd-threaded${variant}.${type}`),
);
const MIME = { mjs: 'text/javascript', wasm: 'application/wasm' } as const;

const ortFolder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));

/** The file of `ort/` that a request asks for, or undefined. */
function requested(url: string): string | undefined {
  const [path = ''] = url.split('?');
  return path.includes('/ort/') ? FILES.find((file) => [file, `${file}.gz`].includes(basename(path))) : undefined;
}

/** The plugin; the page finds the files at `<base>ort/`. */
export function ortFiles(): Plugin {
  let outDir = '';
  return {
    name: 'inkling:ort-files',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir, 'ort');
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = requested(request.url ?? '');
        if (file === undefined) {
          next();
          return;
        }
        // ORT's threads are workers started from these files: they need the page's isolation headers too.
        for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
        response.setHeader('Content-Type', file.endsWith('.mjs') ? MIME.mjs : MIME.wasm);
        const bytes = createReadStream(join(ortFolder, file));
        if (request.url?.includes('.gz')) bytes.pipe(createGzip({ level: 1 })).pipe(response);
        else bytes.pipe(response);
      });
    },
    async writeBundle() {
      await mkdir(outDir, { recursive: true });
      await Promise.all(FILES.map((file) => copyFile(join(ortFolder, file), join(outDir, file))));
      await Promise.all(FILES.filter((file) => file.endsWith('.wasm')).map((file) => compress(file, outDir)));
    },
  };
}

async function compress(file: string, outDir: string): Promise<void> {
  const bytes = await promisify(gzip)(await readFile(join(ortFolder, file)), { level: constants.Z_BEST_COMPRESSION });
  await writeFile(join(outDir, `${file}.gz`), bytes);
}
