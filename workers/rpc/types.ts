// The worker boundary's types. Imports nothing.

/** What every long call gets: a signal to watch and a way to report. */
export interface Ctx<Progress> {
  readonly signal: AbortSignal;
  /** `transfer` lists objects inside `event` whose ownership moves to the receiver. */
  readonly progress: (event: Progress, transfer?: readonly Transferable[]) => void;
}

/** A worker's API: methods of one argument and a context. */
export type Method<Args, Result, Progress> = (args: Args, ctx: Ctx<Progress>) => Promise<Result>;

/** The caller's side: the same methods with optional signal and progress handler. */
export type Client<Api> = {
  readonly [K in keyof Api]: Api[K] extends Method<infer A, infer R, infer P>
    ? (
        args: A,
        options?: {
          readonly signal?: AbortSignal;
          readonly onProgress?: (event: P) => void;
          readonly transfer?: readonly Transferable[];
        },
      ) => Promise<R>
    : never;
};
