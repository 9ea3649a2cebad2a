// Vite plugin: puts `supported.js` before the page's own module. A file, since the page allows no inline script; a classic
// script, since a browser that is too old may know no modules.
import type { Plugin } from 'vite';
import { supportedScript } from '../browsers/supportedScript.ts';

const PLACEHOLDER = '<!--supported-->';
const FILE = 'supported.js';

/** The plugin; `index.html` must hold `<!--supported-->` behind `#root`. */
export function supported(): Plugin {
  return {
    name: 'inkling:supported',
    transformIndexHtml(html, { path }) {
      if (path !== '/index.html') return html; // a page of the benchmark
      if (!html.includes(PLACEHOLDER)) throw new Error(`index.html has no ${PLACEHOLDER}`);
      return html.replace(PLACEHOLDER, `<script src="./${FILE}"></script>`);
    },
    configureServer(server) {
      server.middlewares.use(`/${FILE}`, (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(supportedScript());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: supportedScript() });
    },
  };
}
