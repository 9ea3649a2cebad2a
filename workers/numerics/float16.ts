// IEEE 754 half and bfloat16 to and from float32, on raw bits so that NaN payloads survive. Imports nothing.
// Arrays of 16-bit floats travel as Uint16Array; no native Float16Array, whose NaN handling differs by engine.

const scratchFloat = new Float32Array(1);
const scratchBits = new Uint32Array(scratchFloat.buffer);

let halfTable: Uint32Array | undefined;

/** float32 bits of each of the 65,536 halves; built on first use (256 KiB). */
function halfBits(): Uint32Array {
  if (halfTable) return halfTable;
  const table = new Uint32Array(65536);
  for (let half = 0; half < 65536; half++) {
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const mantissa = half & 0x3ff;
    if (exponent === 0) {
      scratchFloat[0] = mantissa * 2 ** -24; // zero and subnormals: exact in float32
      table[half] = sign | scratchBits[0];
    } else {
      const wide = exponent === 31 ? 255 : exponent + 112; // bias 15 -> bias 127
      table[half] = sign | (wide << 23) | (mantissa << 13);
    }
  }
  halfTable = table;
  return table;
}

/** Half bits nearest to float32 bits, ties to even. */
function narrow(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const abs = bits & 0x7fffffff;
  if (abs >= 0x38800000) {
    if (abs < 0x477ff000) return sign | ((abs - 0x38000000 + 0xfff + ((abs >>> 13) & 1)) >>> 13);
    if (abs <= 0x7f800000) return sign | 0x7c00; // 65520 and more round to infinity
    return sign | 0x7c00 | ((abs >>> 13) & 0x3ff || 0x200); // a NaN must not turn into infinity
  }
  // Below 2^-14: adding 0.5 aligns a half's last subnormal bit (2^-24) with float32's last bit, so fround rounds it.
  scratchBits[0] = abs;
  scratchFloat[0] += 0.5;
  return sign | (scratchBits[0] - 0x3f000000);
}

/** bfloat16 bits nearest to float32 bits, ties to even. */
function narrowBfloat(bits: number): number {
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | (bits & 0x7f0000 ? 0 : 0x40);
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** The value of one half given by its bits. */
export function halfToFloat(half: number): number {
  scratchBits[0] = halfBits()[half];
  return scratchFloat[0];
}

/** Bits of the half nearest to `value`, ties to even; beyond 65520 infinity. */
export function floatToHalf(value: number): number {
  scratchFloat[0] = value;
  return narrow(scratchBits[0]);
}

/** Writes the values of `src` (half bits) to the start of `dst`, which must be at least as long. */
export function halvesToFloats(src: Uint16Array, dst: Float32Array): void {
  const table = halfBits();
  const out = bitsOf(dst, src.length);
  for (let i = 0; i < src.length; i++) out[i] = table[src[i]];
}

/** Writes the half bits nearest to `src` to the start of `dst`, which must be at least as long. */
export function floatsToHalves(src: Float32Array, dst: Uint16Array): void {
  if (dst.length < src.length) throw new RangeError(`${dst.length} halves cannot hold ${src.length} floats`);
  const bits = bitsOf(src, src.length);
  for (let i = 0; i < bits.length; i++) dst[i] = narrow(bits[i]);
}

/** The value of one bfloat16 given by its bits. */
export function bfloatToFloat(bfloat: number): number {
  scratchBits[0] = bfloat << 16;
  return scratchFloat[0];
}

/** Bits of the bfloat16 nearest to `value`, ties to even. */
export function floatToBfloat(value: number): number {
  scratchFloat[0] = value;
  return narrowBfloat(scratchBits[0]);
}

/** Writes the values of `src` (bfloat16 bits) to the start of `dst`, which must be at least as long. */
export function bfloatsToFloats(src: Uint16Array, dst: Float32Array): void {
  const out = bitsOf(dst, src.length);
  for (let i = 0; i < src.length; i++) out[i] = src[i] << 16;
}

/** Writes the bfloat16 bits nearest to `src` to the start of `dst`, which must be at least as long. */
export function floatsToBfloats(src: Float32Array, dst: Uint16Array): void {
  if (dst.length < src.length) throw new RangeError(`${dst.length} bfloats cannot hold ${src.length} floats`);
  const bits = bitsOf(src, src.length);
  for (let i = 0; i < bits.length; i++) dst[i] = narrowBfloat(bits[i]);
}

function bitsOf(floats: Float32Array, length: number): Uint32Array {
  if (floats.length < length) throw new RangeError(`${floats.length} floats cannot hold ${length} values`);
  return new Uint32Array(floats.buffer, floats.byteOffset, length);
}
