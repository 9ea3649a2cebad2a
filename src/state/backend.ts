import type { BackendInfo } from '../../workers/engine/api.ts';
import type { EngineStatus } from './types.ts';

/** Where pictures are computed; null until the engine has started. */
export function backendOf(engine: EngineStatus): BackendInfo | null {
  return 'backend' in engine ? engine.backend : null;
}
