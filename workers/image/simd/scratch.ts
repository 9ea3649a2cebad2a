// The kernels, and the memory that they work in: a few rows at a time, taken anew by whoever computes next.
import { assemble } from './assemble.ts';
import { KERNELS } from './kernels.ts';

type Pointer = number;

export interface Kernels {
  cubicRow(line: Pointer, table: Pointer, out: Pointer, end: Pointer): void;
  cubicColumn(
    a: Pointer,
    b: Pointer,
    c: Pointer,
    d: Pointer,
    wa: number,
    wb: number,
    wc: number,
    wd: number,
    out: Pointer,
    end: Pointer,
  ): void;
  areaRow(line: Pointer, table: Pointer, out: Pointer, end: Pointer): void;
  weighRow(row: Pointer, sum: Pointer, end: Pointer, weight: number): void;
  addWeighed(row: Pointer, sum: Pointer, end: Pointer, weight: number): void;
  addFour(
    a: Pointer,
    b: Pointer,
    c: Pointer,
    d: Pointer,
    wa: number,
    wb: number,
    wc: number,
    wd: number,
    sum: Pointer,
    end: Pointer,
  ): void;
  addPair(left: Pointer, right: Pointer, sum: Pointer, end: Pointer, weight: number): void;
  addBytePairs(
    a: Pointer,
    b: Pointer,
    c: Pointer,
    d: Pointer,
    near: number,
    far: number,
    sum: Pointer,
    end: Pointer,
  ): void;
  roundRow(sum: Pointer, out: Pointer, end: Pointer): void;
  addBytes(line: Pointer, sum: Pointer, end: Pointer): void;
  boxRow(sums: Pointer, out: Pointer, end: Pointer, bytes: number, factor: number): void;
  slopes(a: Pointer, b: Pointer, c: Pointer, smooth: Pointer, slope: Pointer, end: Pointer): void;
  strongest(smooth: Pointer, slope: Pointer, dx: Pointer, dy: Pointer, size: Pointer, end: Pointer): void;
}

export interface Scratch {
  readonly kernels: Kernels;
  /** Where each part begins; all are multiples of 16. */
  readonly at: readonly Pointer[];
  readonly u8: Uint8Array;
  readonly i16: Int16Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;
}

const PAGE = 1 << 16;
/** What kernels may touch beyond a part. */
const SLACK = 48;

/** More than this is given back when somebody else computes. */
const KEPT_PAGES = 256;

interface Bench {
  readonly memory: WebAssembly.Memory;
  readonly kernels: Kernels;
}

let module: WebAssembly.Module | undefined;
const benches: Bench[] = [];

/**
 * Memory for parts of so many bytes each, until the next call for the same bench. What lies in them is left over from before.
 * @param bench who computes two things in turn gives each its own: 0, 1
 */
export function takeScratch(bytes: readonly number[], bench = 0): Scratch {
  let total = 0;
  const at = bytes.map((length) => {
    const start = total;
    total += Math.ceil((length + SLACK) / 16) * 16;
    return start;
  });
  const { memory, kernels } = (benches[bench] = benchOf(benches[bench], Math.ceil(total / PAGE)));
  const { buffer } = memory;
  return {
    kernels,
    at,
    u8: new Uint8Array(buffer),
    i16: new Int16Array(buffer),
    i32: new Int32Array(buffer),
    f32: new Float32Array(buffer),
  };
}

function benchOf(old: Bench | undefined, pages: number): Bench {
  const has = old ? old.memory.buffer.byteLength / PAGE : 0;
  if (old && has >= pages && (has <= KEPT_PAGES || pages > KEPT_PAGES)) return old;
  module ??= new WebAssembly.Module(assemble(KERNELS));
  const memory = new WebAssembly.Memory({ initial: Math.max(1, pages) });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, kernels: instance.exports as unknown as Kernels };
}
