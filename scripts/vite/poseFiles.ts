// Vite plugin: serves MoveNet's files (Google, Apache-2.0; shipped by @vladmandic/human) under `models/movenet/` in dev and
// copies them to `dist/models/movenet/` in a build. Only a worker that looks for a pose fetches them.
import { createReadStream } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = 'models/movenet';
const FILES = ['movenet-lightning.json', 'movenet-lightning.bin'];
const source = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/human')), '../models');

/** The plugin; the page finds the files at `<base>models/movenet/`. */
export function poseFiles(): Plugin {
  let outDir = '';
  return {
    name: 'inkling:pose-files',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir, FOLDER);
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        const file = path.includes(`/${FOLDER}/`) ? FILES.find((each) => each === basename(path)) : undefined;
        if (file === undefined) next();
        else createReadStream(join(source, file)).pipe(response);
      });
    },
    async writeBundle() {
      await mkdir(outDir, { recursive: true });
      await Promise.all(FILES.map((file) => copyFile(join(source, file), join(outDir, file))));
    },
  };
}
