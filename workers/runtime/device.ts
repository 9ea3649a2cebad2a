// Which backend runs the models, and why: WebGPU fp16 -> WebGPU fp32 -> WASM (design decision 5).
import { AppError } from '../errors.ts';
import type { BackendInfo, Precision } from './types.ts';

export interface BackendWish {
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly precision: 'auto' | 'fp16' | 'fp32';
}

/** What the browser offers. `adapter` is null where there is no WebGPU. */
export interface Hardware {
  readonly adapter: { readonly name: string; readonly fallback: boolean; readonly float16: boolean } | null;
  readonly threads: number;
}

/** Asks the browser for its best adapter; never throws. */
export async function readHardware(): Promise<Hardware> {
  // WebKitGTK calls a page isolated and has no shared memory all the same.
  const shared = globalThis.crossOriginIsolated && 'SharedArrayBuffer' in globalThis;
  const threads = shared ? Math.max(1, Math.min(navigator.hardwareConcurrency, MAX_THREADS)) : 1;
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return { adapter: null, threads };
  // Some browsers give an adapter that tells nothing of itself.
  const { vendor, architecture, description, isFallbackAdapter }: Partial<GPUAdapterInfo> = adapter.info ?? {};
  const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
  return {
    adapter: { name, fallback: isFallbackAdapter ?? false, float16: adapter.features.has('shader-f16') },
    threads,
  };
}

/** More threads than this rarely help the convolutions and starve the page. */
const MAX_THREADS = 8;

/**
 * The backend for this wish on this hardware; pure. Software adapters lose to WASM (measured: 10 to 100 times), so
 * `auto` passes them over. Throws `no-webgpu` when WebGPU or fp16 was demanded and is not there.
 */
export function chooseBackend(wish: BackendWish, hardware: Hardware): BackendInfo {
  const { adapter, threads } = hardware;
  if (wish.backend === 'wasm') return wasm(wish, threads, 'WASM was asked for.');
  if (!adapter) {
    if (wish.backend === 'webgpu') {
      throw new AppError(
        'no-webgpu',
        'WebGPU was asked for, but this browser has no adapter for it.',
        'Open the page without ?backend=webgpu.',
      );
    }
    return wasm(wish, threads, 'This browser has no WebGPU.');
  }
  if (wish.backend === 'auto' && adapter.fallback)
    return wasm(wish, threads, 'The only WebGPU adapter is software, which is slower than WASM.');
  if (wish.precision === 'fp16' && !adapter.float16) {
    throw new AppError(
      'no-webgpu',
      `fp16 was asked for, but ${adapter.name} has no shader-f16.`,
      'Open the page without ?precision=fp16.',
    );
  }
  const precision: Precision = wish.precision === 'fp32' || !adapter.float16 ? 'fp32' : 'fp16';
  const reason =
    precision === 'fp16'
      ? 'WebGPU with 16-bit shaders.'
      : adapter.float16
        ? 'fp32 was asked for.'
        : 'The adapter has no shader-f16.';
  return { kind: 'webgpu', precision, adapter: adapter.name, reason, threads };
}

function wasm(wish: BackendWish, threads: number, reason: string): BackendInfo {
  if (wish.precision === 'fp16') {
    throw new AppError('no-webgpu', `fp16 needs WebGPU. ${reason}`, 'Open the page without ?precision=fp16.');
  }
  return { kind: 'wasm', precision: 'fp32', adapter: '', reason, threads };
}
