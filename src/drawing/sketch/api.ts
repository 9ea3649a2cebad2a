// The sketch worker's door. Types only.
import type { Method } from '../../../workers/rpc/types.ts';
import type { CleanSketch } from './clean.ts';
import type { Grey } from './grey.ts';

export interface SketchApi {
  /** null where no lines are found. */
  readonly clean: Method<Grey, CleanSketch | null, never>;
}
