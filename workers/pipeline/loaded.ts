// A pack that is ready to use: its parsed files, the runtime and the sessions made so far.
import type { Target } from '../onnx/graph.ts';
import type { Runtime } from '../runtime/types.ts';
import type { Pack } from './pack.ts';
import type { Sessions } from './sessions.ts';

export interface Loaded {
  readonly pack: Pack;
  readonly runtime: Runtime;
  readonly target: Target;
  readonly sessions: Sessions;
}
