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

let memory: WebAssembly.Memory | undefined;
let kernels: Kernels | undefined;

/** Memory for parts of so many bytes each, until the next call. What lies in them is left over from before. */
export function takeScratch(bytes: readonly number[]): Scratch {
  let total = 0;
  const at = bytes.map((length) => {
    const start = total;
    total += Math.ceil((length + SLACK) / 16) * 16;
    return start;
  });
  memory ??= new WebAssembly.Memory({ initial: 1 });
  const missing = Math.ceil((total - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
  kernels ??= new WebAssembly.Instance(new WebAssembly.Module(assemble(KERNELS)), { env: { memory } })
    .exports as unknown as Kernels;
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
