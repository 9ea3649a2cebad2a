// The two 8-bit floats of checkpoints (E4M3FN and E5M2) to float32, exactly. Imports nothing.
// https://arxiv.org/abs/2209.05433: E4M3 has no infinity and one NaN (mantissa all ones), E5M2 is IEEE's.

export type Float8 = 'F8_E4M3' | 'F8_E5M2';

/** The value of one 8-bit float by its bits. */
export function float8ToFloat(bits: number, form: Float8): number {
  const mantissaBits = form === 'F8_E4M3' ? 3 : 2;
  const bias = form === 'F8_E4M3' ? 7 : 15;
  const steps = 2 ** mantissaBits;
  const sign = bits & 0x80 ? -1 : 1;
  const exponent = (bits & 0x7f) >> mantissaBits;
  const mantissa = bits & (steps - 1);
  if (form === 'F8_E4M3' && (bits & 0x7f) === 0x7f) return NaN;
  if (form === 'F8_E5M2' && exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return (sign * mantissa * 2 ** (1 - bias)) / steps;
  return sign * (1 + mantissa / steps) * 2 ** (exponent - bias);
}

const tables = new Map<Float8, Float32Array>();

/** Fills `floats` with the values of as many bytes. */
export function float8sToFloats(bytes: Uint8Array, form: Float8, floats: Float32Array): void {
  let table = tables.get(form);
  if (!table) tables.set(form, (table = Float32Array.from({ length: 256 }, (_, bits) => float8ToFloat(bits, form))));
  for (let i = 0; i < bytes.length; i++) floats[i] = table[bytes[i]];
}
