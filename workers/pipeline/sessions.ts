// Sessions that outlive a picture: one a slot, rebuilt only when what it was built for changes.
import type { BuiltGraph } from '../onnx/graph.ts';
import type { Runtime, Session } from '../runtime/types.ts';
import type { TensorReader } from '../weights/types.ts';

export interface SessionRequest {
  /** What the session is for, e.g. 'step'; a slot holds one session. */
  readonly slot: string;
  /** Everything that the graph depends on; another value rebuilds the slot. */
  readonly key: unknown;
  readonly build: () => BuiltGraph;
  readonly keepOnDevice?: readonly string[];
}

export class Sessions {
  /** Told of weight bytes while a session loads; whoever waits for a load sets it. */
  onBytes: ((slot: string, loaded: number, total: number) => void) | null = null;
  private readonly runtime: Runtime;
  private readonly weights: TensorReader;
  private readonly open = new Map<
    string,
    { readonly key: string; readonly session: Session; readonly graph: BuiltGraph }
  >();

  constructor(runtime: Runtime, weights: TensorReader) {
    this.runtime = runtime;
    this.weights = weights;
  }

  /** The slot's session for this key. An outdated one is released before its successor loads, so that both never share the memory. */
  async get(
    { slot, key, build, keepOnDevice }: SessionRequest,
    signal: AbortSignal,
  ): Promise<{ readonly session: Session; readonly graph: BuiltGraph }> {
    const id = JSON.stringify(key);
    const known = this.open.get(slot);
    if (known?.key === id) return known;
    if (known) await this.release(slot);
    const graph = build();
    const session = await this.runtime.create(graph, this.weights, {
      ...(keepOnDevice && { keepOnDevice }),
      signal,
      onBytes: (loaded, total) => this.onBytes?.(slot, loaded, total),
    });
    const entry = { key: id, session, graph };
    this.open.set(slot, entry);
    return entry;
  }

  async release(slot: string): Promise<void> {
    const known = this.open.get(slot);
    this.open.delete(slot);
    await known?.session.release();
  }

  async releaseAll(): Promise<void> {
    for (const slot of [...this.open.keys()]) await this.release(slot);
  }
}
