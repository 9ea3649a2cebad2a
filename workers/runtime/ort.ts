// Loads the right onnxruntime-web bundle. The only file that names them.
import type * as OrtModule from 'onnxruntime-web';
import { AppError } from '../errors.ts';
import { ortBinary } from './ortBinary.ts';
import { trustOwnScripts } from './ownScripts.ts';
import type { BackendInfo } from './types.ts';

export type Ort = typeof OrtModule;

/** Bundles, smallest first: WASM alone, WebGPU through JavaScript promise integration, WebGPU through asyncify. */
const BUNDLES = {
  wasm: { load: () => import('onnxruntime-web/wasm'), file: 'ort-wasm-simd-threaded.wasm' },
  jspi: { load: () => import('onnxruntime-web/jspi'), file: 'ort-wasm-simd-threaded.jspi.wasm' },
  asyncify: { load: () => import('onnxruntime-web/webgpu'), file: 'ort-wasm-simd-threaded.asyncify.wasm' },
} as const satisfies Record<string, { load: () => Promise<Ort>; file: string }>;

function bundleFor(kind: BackendInfo['kind']): (typeof BUNDLES)[keyof typeof BUNDLES] {
  if (kind !== 'webgpu') return BUNDLES.wasm;
  return 'Suspending' in WebAssembly ? BUNDLES.jspi : BUNDLES.asyncify;
}

/**
 * The library, set up for this backend. `assets` is the absolute URL of the folder that holds `ort/`.
 * Throws `download` when its files cannot be fetched.
 */
export async function loadOrt(info: BackendInfo, assets: string): Promise<Ort> {
  trustOwnScripts();
  try {
    const folder = new URL('ort/', assets).href;
    const { load, file } = bundleFor(info.kind);
    const [ort, wasm] = await Promise.all([load(), ortBinary(folder + file)]);
    ort.env.wasm.wasmPaths = folder;
    if (wasm) ort.env.wasm.wasmBinary = wasm;
    ort.env.wasm.numThreads = info.kind === 'webgpu' ? 1 : info.threads;
    ort.env.logLevel = 'error';
    return ort;
  } catch (cause) {
    throw new AppError('download', 'The inference engine could not be loaded.', 'Check the connection and reload.', {
      cause,
    });
  }
}
