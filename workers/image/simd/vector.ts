// WebAssembly's instructions on 128 bits that the kernels use, as expressions. Data only, nearly.
import { type Code, unsigned } from './assemble.ts';

const operation =
  (code: number) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(code)];
const memory =
  (code: number) =>
  (at: Code, offset = 0): Code => [...at, 0xfd, ...unsigned(code), 0, ...unsigned(offset)];

/** Loads of an address: 16 bytes; 8 bytes as 16-bit numbers; 4 bytes alone, or in each lane. */
export const load = memory(0x00);
export const loadBytes = memory(0x02);
export const loadFour = memory(0x5c);
export const loadSplat = memory(0x09);
export const store = (at: Code, value: Code, offset = 0): Code => [...at, ...value, 0xfd, 0x0b, 0, ...unsigned(offset)];
/** The lower 8 bytes. */
export const storeHalf = (at: Code, value: Code): Code => [...at, ...value, 0xfd, 0x5b, 0, 0, 0];

/** Bytes of two vectors, those of the second counted from 16. */
export const shuffle = (a: Code, b: Code, bytes: readonly number[]): Code => [...a, ...b, 0xfd, 0x0d, ...bytes];
export const select = operation(0x52);

export const i16 = {
  add: operation(0x8e),
  subtract: operation(0x91),
  abs: operation(0x80),
  less: operation(0x2f),
  /** Eight of the lower or upper bytes. */
  lowBytes: operation(0x89),
  highBytes: operation(0x8a),
  /** Two vectors of 32-bit numbers, cut to what 16 bits hold. */
  narrow: operation(0x85),
};
export const i32x4 = {
  zero: [0xfd, 0x0c, ...new Array<number>(16).fill(0)] as Code,
  add: operation(0xae),
  /** Four of the lower or upper 16-bit numbers, which are not negative. */
  low: operation(0xa9),
  high: operation(0xaa),
  /** Products of 16-bit numbers, neighbours added. */
  dot: operation(0xba),
  fromFloats: operation(0xf8),
};
export const f32x4 = {
  splat: operation(0x13),
  add: operation(0xe4),
  multiply: operation(0xe6),
  /** Halves to even. */
  nearest: operation(0x6a),
  fromInts: operation(0xfa),
};
/** Two vectors of 16-bit numbers as bytes, cut to 0...255. */
export const narrowBytes = operation(0x66);
