// What page and service worker say to each other. Types and names only: both worlds import this.

/** onnxruntime-web's three builds: plain WASM, WebGPU through promise integration, WebGPU through asyncify. */
export type OrtBuild = 'wasm' | 'jspi' | 'asyncify';

export type ToWorker =
  /** Keep what computing with this build needs, so that it is there without a network; the embedded pack too where `pack`. */
  | { readonly type: 'stock'; readonly build: OrtBuild; readonly pack: boolean }
  /** The page agrees to be taken over by the waiting version. */
  | { readonly type: 'take-over' }
  /** A page that was loaded past the worker (a hard reload) wants it back. */
  | { readonly type: 'claim' };

/** The address that other apps share pictures to, below the page's own. */
export const SHARE_PATH = 'share-target';
/** Pictures that wait there for the page, and the mark in the address that tells it so. */
export const SHARE_CACHE = 'inkling-shared';
export const SHARE_MARK = 'shared';
