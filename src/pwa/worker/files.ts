// Which files of the site are kept when. Pure.
import type { OrtBuild } from '../messages.ts';

export interface SiteFile {
  /** Relative to the page. */
  readonly url: string;
  /** Changes with the content; null where the name does. */
  readonly revision: string | null;
}

/** Files that the build lists by what they are for. */
export interface SiteFiles {
  /** The page itself: kept before the worker takes over. */
  readonly shell: readonly SiteFile[];
  /** Large or seldom wanted: kept when they are used, or when the page says what it computes with. */
  readonly stock: readonly SiteFile[];
  /** The embedded pack: kept only when the page says that the engine has no disk for it. */
  readonly pack: readonly SiteFile[];
}

const BUNDLES: Readonly<Record<OrtBuild, string>> = { wasm: 'ort.wasm.', jspi: 'ort.jspi.', asyncify: 'ort.webgpu.' };

/** What computing with this build needs: the runtime's files and the network for soft edges that ships with the page. */
export function wantedBy(build: OrtBuild, stock: readonly SiteFile[]): readonly SiteFile[] {
  const runtime = `ort/ort-wasm-simd-threaded${build === 'wasm' ? '' : `.${build}`}.`;
  // The page asks for the compressed copy first.
  const kinds = [`${runtime}mjs`, `${runtime}wasm.gz`, `assets/${BUNDLES[build]}`, 'models/softedge-inkling/'];
  return stock.filter(({ url }) => kinds.some((kind) => url.startsWith(kind)));
}
