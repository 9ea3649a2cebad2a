// Vite plugin: puts a strict Content-Security-Policy into the built page, so that it also holds on static hosts that
// send no headers. Dev is left alone: Vite's hot reload needs inline scripts.
import type { Plugin } from 'vite';

const PLACEHOLDER = '<!--csp-->';

const POLICY = {
  'default-src': "'self'",
  // ORT compiles wasm. Nothing starts from a blob: its files lie on the page's own origin.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  // Packs come from any https host, or from the user's own machine.
  'connect-src': "'self' https: http://localhost:* http://127.0.0.1:* blob: data:",
  'img-src': "'self' blob: data:",
  'style-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
} as const;

/** The plugin; `index.html` must hold `<!--csp-->` in its head. */
export function csp(): Plugin {
  let building = false;
  return {
    name: 'inkling:csp',
    configResolved(config) {
      building = config.command === 'build';
    },
    transformIndexHtml(html) {
      if (!html.includes(PLACEHOLDER))
        throw new Error(`index.html has no ${PLACEHOLDER}: the page would ship unprotected`);
      const policy = Object.entries(POLICY).map(([directive, sources]) => `${directive} ${sources}`);
      return html.replace(
        PLACEHOLDER,
        building ? `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}" />` : '',
      );
    },
  };
}
