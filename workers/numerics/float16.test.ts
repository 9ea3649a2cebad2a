import { expect, test } from 'vitest';
import {
  bfloatsToFloats,
  bfloatToFloat,
  floatsToBfloats,
  floatsToHalves,
  floatToBfloat,
  floatToHalf,
  halfToFloat,
  halvesToFloats,
} from './float16.ts';

const ALL = Uint16Array.from({ length: 65536 }, (_, i) => i);

test('every half survives the way to float32 and back, NaN payloads included', () => {
  const floats = new Float32Array(65536);
  const back = new Uint16Array(65536);
  halvesToFloats(ALL, floats);
  floatsToHalves(floats, back);
  expect(Buffer.from(back.buffer).equals(Buffer.from(ALL.buffer))).toBe(true); // toEqual takes a second here
});

test('every bfloat16 survives the way to float32 and back', () => {
  const floats = new Float32Array(65536);
  const back = new Uint16Array(65536);
  bfloatsToFloats(ALL, floats);
  floatsToBfloats(floats, back);
  expect(Buffer.from(back.buffer).equals(Buffer.from(ALL.buffer))).toBe(true); // toEqual takes a second here
});

test('halves have the values of the standard', () => {
  const cases: [number, number][] = [
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14], // smallest normal
    [0x03ff, 1023 * 2 ** -24], // largest subnormal
    [0x0001, 2 ** -24], // smallest subnormal
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ];
  for (const [bits, value] of cases) {
    expect(halfToFloat(bits)).toBe(value);
    expect(floatToHalf(value)).toBe(bits);
  }
  expect(halfToFloat(0x7e00)).toBeNaN();
  expect(halfToFloat(floatToHalf(NaN))).toBeNaN();
});

test('a float between two halves goes to the nearer one, a tie to the even one', () => {
  for (let half = 0; half < 0x7bff; half++) {
    const low = halfToFloat(half);
    const high = halfToFloat(half + 1);
    const middle = (low + high) / 2; // exact: halves have 11 bits, floats 24
    const even = half % 2 === 0 ? half : half + 1;
    const ok =
      floatToHalf(middle) === even &&
      floatToHalf(middle - (high - low) / 1024) === half &&
      floatToHalf(middle + (high - low) / 1024) === half + 1 &&
      floatToHalf(-middle) === (even | 0x8000);
    if (!ok) expect.fail(`rounding between halves ${half} and ${half + 1}`);
  }
});

test('what no half can hold becomes infinity or zero', () => {
  expect(floatToHalf(65519.99)).toBe(0x7bff);
  expect(floatToHalf(65520)).toBe(0x7c00);
  expect(floatToHalf(-1e30)).toBe(0xfc00);
  expect(floatToHalf(2 ** -25)).toBe(0); // tie between 0 and 2^-24: even
  expect(floatToHalf(2 ** -25 * (1 + 2 ** -23))).toBe(1);
  expect(floatToHalf(1e-40)).toBe(0); // a float32 subnormal
});

test('bfloat16 rounds to nearest even and overflows to infinity', () => {
  expect(floatToBfloat(1)).toBe(0x3f80);
  expect(floatToBfloat(1 + 2 ** -8)).toBe(0x3f80); // tie, even
  expect(floatToBfloat(1 + 3 * 2 ** -8)).toBe(0x3f82); // tie, even
  expect(floatToBfloat(3.4028234663852886e38)).toBe(0x7f80);
  expect(bfloatToFloat(0x4049)).toBe(3.140625);
  expect(bfloatToFloat(0x0001)).toBe(2 ** -133); // subnormal
  expect(bfloatToFloat(floatToBfloat(NaN))).toBeNaN();
  const payload = new Float32Array(new Uint32Array([0x7f800001]).buffer); // NaN only in the low half
  const bits = new Uint16Array(1);
  floatsToBfloats(payload, bits);
  expect(bfloatToFloat(bits[0])).toBeNaN();
});

test('a destination that is too short is refused', () => {
  expect(() => halvesToFloats(new Uint16Array(2), new Float32Array(1))).toThrow(RangeError);
  expect(() => floatsToHalves(new Float32Array(2), new Uint16Array(1))).toThrow(RangeError);
});
