// Loads the right onnxruntime-web bundle. The only file that names them.
import type * as OrtModule from 'onnxruntime-web';
import { AppError } from '../errors.ts';
import { trustOwnScripts } from './ownScripts.ts';
import type { BackendInfo } from './types.ts';

export type Ort = typeof OrtModule;

/** Bundles, smallest first: WASM alone, WebGPU through JavaScript promise integration, WebGPU through asyncify. */
async function importBundle(kind: BackendInfo['kind']): Promise<Ort> {
  if (kind !== 'webgpu') return await import('onnxruntime-web/wasm');
  if ('Suspending' in WebAssembly) return await import('onnxruntime-web/jspi');
  return await import('onnxruntime-web/webgpu');
}

/**
 * The library, set up for this backend. `assets` is the absolute URL of the folder that holds `ort/`.
 * Throws `download` when its files cannot be fetched.
 */
export async function loadOrt(info: BackendInfo, assets: string): Promise<Ort> {
  trustOwnScripts();
  try {
    const ort = await importBundle(info.kind);
    ort.env.wasm.wasmPaths = new URL('ort/', assets).href;
    ort.env.wasm.numThreads = info.kind === 'webgpu' ? 1 : info.threads;
    ort.env.logLevel = 'error';
    return ort;
  } catch (cause) {
    throw new AppError('download', 'The inference engine could not be loaded.', 'Check the connection and reload.', {
      cause,
    });
  }
}
