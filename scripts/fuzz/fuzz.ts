// The loop that tries readers of foreign files: a reader reads or refuses (AppError), within a second and in bounded memory.
// Whatever else it does is a fault.
import { AppError } from '../../workers/errors.ts';
import { mutated, randomOf } from './mutate.ts';

export interface Reader {
  readonly name: string;
  /** Real inputs; they are made once. */
  readonly seeds: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  readonly read: (input: Uint8Array<ArrayBuffer>) => unknown;
}

export interface Fuzzed {
  readonly read: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** The most that one input took while it was read. */
  readonly mostMb: number;
  readonly faults: readonly string[];
}

/** Longer than this is a hang. */
const MOST_MS = 1000;
/** No input here is longer than a quarter of a megabyte. */
const MOST_MB = 256;
const MAX_FAULTS = 20;

/**
 * Tries `count` inputs, all of them out of `seed`.
 * @param onInput hears the number of each input before it is read: a hang is between two of these
 */
export async function fuzz(
  { name, seeds, read }: Reader,
  count: number,
  seed: number,
  onInput: (index: number) => void = () => undefined,
): Promise<Fuzzed> {
  const random = randomOf(seed);
  const from = await seeds();
  const faults: string[] = [];
  let [done, refused, slowestMs, mostMb] = [0, 0, 0, 0];
  for (let i = 0; i < count && faults.length < MAX_FAULTS; i++) {
    const input = mutated(from, random);
    onInput(i);
    const before = memory();
    const start = performance.now();
    let result: unknown = null;
    try {
      result = await read(input);
      done += 1;
    } catch (error) {
      if (error instanceof AppError) refused += 1;
      else faults.push(`${name}, input ${i} (${shown(input)}): ${String(error)}`);
    }
    const ms = performance.now() - start;
    // What was read is still held here.
    const mb = memory() - before;
    if (mb > MOST_MB) faults.push(`${name}, input ${i} (${shown(input)}): ${mb.toFixed(0)} MB of ${typeof result}`);
    [slowestMs, mostMb] = [Math.max(slowestMs, ms), Math.max(mostMb, mb)];
    // A machine that does other things makes anything slow once; a hang is slow again.
    if (ms > MOST_MS && (await again(read, input)) > MOST_MS)
      faults.push(`${name}, input ${i} (${shown(input)}): ${ms.toFixed(0)} ms`);
  }
  return { read: done, refused, slowestMs, mostMb, faults };
}

/** The heap and what lies beside it, MB. */
function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

async function again(read: Reader['read'], input: Uint8Array<ArrayBuffer>): Promise<number> {
  const start = performance.now();
  try {
    await read(input);
  } catch {
    // Told already.
  }
  return performance.now() - start;
}

const shown = (input: Uint8Array): string => JSON.stringify(new TextDecoder().decode(input.subarray(0, 120)));
