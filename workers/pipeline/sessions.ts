// Sessions that outlive a picture: one a slot, rebuilt only when what it was built for changes.
import type { BuiltGraph, Weight } from '../onnx/graph.ts';
import { nullSession } from '../runtime/null.ts';
import { AppError } from '../errors.ts';
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

interface Entry {
  readonly key: string;
  readonly session: Session;
  readonly graph: BuiltGraph;
  /** What it gave out may still lie on the device, in its memory. */
  readonly lends: boolean;
}

export class Sessions {
  /** Told of weight bytes while a session loads; whoever waits for a load sets it. */
  onBytes: ((slot: string, loaded: number, total: number) => void) | null = null;
  /** While true, sessions are opened with their weights, but what `get` returns computes nothing: zeros at once. */
  dry = false;
  private readonly runtime: Runtime;
  private readonly weights: TensorReader;
  private readonly open = new Map<string, Entry>();

  constructor(runtime: Runtime, weights: TensorReader) {
    this.runtime = runtime;
    this.weights = weights;
  }

  /**
   * The slot's session for this key. Where memory does not suffice, those of other slots are released and it is tried once
   * more: whoever holds several sessions gets the one that it runs last, last. An outdated one is released before its successor loads, so that both never share the memory.
   */
  async get(
    { slot, key, build, keepOnDevice }: SessionRequest,
    signal: AbortSignal,
  ): Promise<{ readonly session: Session; readonly graph: BuiltGraph }> {
    const entry = await this.entry({ slot, key, build, ...(keepOnDevice && { keepOnDevice }) }, signal);
    return this.dry ? { graph: entry.graph, session: nullSession(entry.graph, keepOnDevice) } : entry;
  }

  private async entry({ slot, key, build, keepOnDevice }: SessionRequest, signal: AbortSignal): Promise<Entry> {
    const id = JSON.stringify(key);
    const known = this.open.get(slot);
    if (known?.key === id) return known;
    if (known) await this.release(slot);
    const graph = build();
    const create = (): Promise<Session> =>
      this.runtime.create(graph, this.weights, {
        ...(keepOnDevice && { keepOnDevice }),
        signal,
        onBytes: (loaded, total) => this.onBytes?.(slot, loaded, total),
      });
    const session = await create().catch(async (error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'out-of-memory' || !(await this.makeRoom())) throw error;
      return create();
    });
    const opened = { key: id, session, graph, lends: keepOnDevice !== undefined };
    this.open.set(slot, opened);
    return opened;
  }

  /** Releases every session that is not in the middle of a picture; false where there was none. */
  private async makeRoom(): Promise<boolean> {
    const idle = [...this.open].filter(([, { lends }]) => !lends).map(([slot]) => slot);
    for (const slot of idle) await this.release(slot);
    return idle.length > 0;
  }

  async release(slot: string): Promise<void> {
    const known = this.open.get(slot);
    this.open.delete(slot);
    await known?.session.release();
  }

  /**
   * Sees to it that these tensors are read again: by sessions that can change their weights at once, else by releasing them.
   * @throws what reading throws; no session is open with old values then
   */
  async reread(keys: ReadonlySet<string>, signal?: AbortSignal): Promise<void> {
    if (keys.size === 0) return;
    const failures: Error[] = [];
    const read = async (session: Session, touched: readonly Weight[]): Promise<boolean> => {
      try {
        return failures.length === 0 && (await session.reread(touched, signal));
      } catch (error) {
        failures.push(error as Error);
        return false;
      }
    };
    for (const [slot, { graph, session }] of [...this.open]) {
      const touched = graph.weights.filter(({ parts }) => parts.some(({ key }) => keys.has(key)));
      if (touched.length > 0 && !(await read(session, touched))) await this.release(slot);
    }
    for (const error of failures) throw error;
  }

  async releaseAll(): Promise<void> {
    for (const slot of [...this.open.keys()]) await this.release(slot);
  }
}
