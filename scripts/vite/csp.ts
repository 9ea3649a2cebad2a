// The Content-Security-Policy, and the Vite plugin that puts it into the built page, so that it also holds on static hosts
// that send no headers. Dev is left alone: Vite's hot reload needs inline scripts.
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
  // No text becomes script or markup but by the policies that are named here.
  'require-trusted-types-for': "'script'",
} as const;

const written = (trustedTypes: string): string =>
  Object.entries({ ...POLICY, 'trusted-types': trustedTypes })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** In the page: src/machine/trusted.ts is its only policy. */
export const PAGE_POLICY = written('inkling');

/**
 * As a header it goes with every file, and so reaches the workers, which no page's own policy does. They have a policy of
 * their own (workers/runtime/ownScripts.ts). A page obeys both.
 */
export const HEADER_POLICY = written('inkling default');

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
      return html.replace(
        PLACEHOLDER,
        building ? `<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}" />` : '',
      );
    },
  };
}
