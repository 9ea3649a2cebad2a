// From an engine's picture and the page that asked for it to the record that everybody keeps. Pure.
import type { BackendInfo, Picture } from '../../workers/engine/api.ts';
import { encodePage } from '../share/page.ts';
import type { AppState } from '../state/types.ts';
import type { PictureRecord } from '../files/types.ts';

/** The record of a finished picture; `page` is the state that made it, with the settings of this very picture. */
export function recordOf(
  { pixels, seed, timings, backend, metadata }: Picture,
  page: AppState,
  { id, createdAt }: Pick<PictureRecord, 'id' | 'createdAt'>,
): PictureRecord {
  return {
    id,
    createdAt,
    width: pixels.width,
    height: pixels.height,
    prompt: page.prompt,
    seed,
    totalMs: timings.total,
    backend: backendText(backend),
    metadata,
    page: encodePage({ ...page, seed: { value: seed, locked: true } }),
    favourite: false,
  };
}

function backendText({ kind, precision }: BackendInfo): string {
  return kind === 'webgpu' ? `WebGPU ${precision}` : kind === 'wasm' ? 'WASM' : kind;
}
