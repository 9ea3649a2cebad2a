// The one way in which the journeys drive a browser, whatever it is driven by. A point is in CSS pixels of the viewport.

export type Point = readonly [x: number, y: number];

export interface Driver {
  readonly name: string;
  /** Opens an address and waits for the page's `load`. */
  open(url: string): Promise<void>;
  /** Runs a function in the page, with arguments and a result that JSON can carry. It may be async; it sees nothing around it. */
  run<A extends readonly unknown[], R>(code: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** Presses the main button at the first point, moves through the others, lets go at the last. */
  drag(points: readonly Point[]): Promise<void>;
  /** Types as a keyboard does; '\n' is Enter. */
  type(text: string): Promise<void>;
  press(key: 'Escape' | 'Enter' | 'Tab', held?: 'Control'): Promise<void>;
  /** Gives files to a file field. Several paths, or one folder where the field takes folders. */
  upload(selector: string, paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** W3C and BiDi both take keys as these code points. */
export const KEYS = { Escape: '\uE00C', Enter: '\uE007', Tab: '\uE004', Control: '\uE009' } as const;

/** Waits until `ready` gives something; the last error or value is told when it never does. */
export async function until<T>(what: string, ready: () => Promise<T | null | false>, timeoutMs = 60_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const value = await ready();
      if (value !== null && value !== false) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what}: not within ${timeoutMs / 1000} s; last: ${String(last)}`);
}

/** What a promise resolves to; one that hangs is named. @throws after `timeoutMs` */
export async function within<T>(what: string, pending: Promise<T>, timeoutMs = 60_000): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what}: no answer within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  return Promise.race([pending, late]).finally(() => clearTimeout(timer));
}
