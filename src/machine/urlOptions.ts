// What the page's address asks of the engine. Pure.
import type { EngineOptions } from '../../workers/engine/api.ts';

/** `?backend=auto|webgpu|wasm` and `?precision=auto|fp16|fp32`; any other value means auto. */
export function readEngineOptions(search: string, assets: string): EngineOptions {
  const query = new URLSearchParams(search);
  return {
    backend: oneOf(['auto', 'webgpu', 'wasm'], query.get('backend')),
    precision: oneOf(['auto', 'fp16', 'fp32'], query.get('precision')),
    assets,
  };
}

function oneOf<T extends string>(known: readonly ['auto', ...T[]], value: string | null): T | 'auto' {
  return known.find((each) => each === value) ?? 'auto';
}
