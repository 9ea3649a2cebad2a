// Node only: corrupt headers of every kind, and fuzzing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { safetensorsReader } from './reader.ts';
import { parseSafetensorsHeader, safetensorsHeaderLength } from './safetensors.ts';
import { memorySource } from './source.ts';
import { writeSafetensors } from '../testing/writeSafetensors.ts';

const encode = (header: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(header));

/** Parses a header for a file whose data part has `dataBytes` bytes. */
function parse(header: unknown, dataBytes: number) {
  const json = encode(header);
  return parseSafetensorsHeader(json, 8 + json.length + dataBytes, 'x.safetensors');
}

const entry = (begin: number, end: number, shape: unknown = [(end - begin) / 4], dtype: unknown = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('safetensors header', () => {
  test('tensors come in file order with offsets from the start of the file', () => {
    const header = { b: entry(8, 16), __metadata__: { format: 'pt' }, a: entry(0, 8), empty: entry(8, 8, [0, 3]) };
    const { tensors, metadata } = parse(header, 16);
    const start = 8 + encode(header).length;
    expect(metadata).toEqual({ format: 'pt' });
    expect([...tensors]).toEqual([
      ['a', { dtype: 'F32', shape: [2], offset: start, byteLength: 8 }],
      ['empty', { dtype: 'F32', shape: [0, 3], offset: start + 8, byteLength: 0 }],
      ['b', { dtype: 'F32', shape: [2], offset: start + 8, byteLength: 8 }],
    ]);
  });

  test.each([
    ['not an object', [], 0, 'not a JSON object'],
    ['metadata is not text', { __metadata__: { a: 1 } }, 0, "__metadata__ 'a'"],
    ['a tensor is null', { a: null }, 0, "'a' is not described"],
    ['unknown dtype', { a: entry(0, 4, [1], 'F31') }, 4, "'a' has an unknown dtype"],
    ['dtype from the prototype', { a: entry(0, 4, [1], 'toString') }, 4, "'a' has an unknown dtype"],
    ['negative side', { a: entry(0, 4, [-1, -1]) }, 4, "'a' has a bad shape"],
    ['fractional side', { a: entry(0, 4, [0.5, 2]) }, 4, "'a' has a bad shape"],
    ['side beyond 2^53', { a: entry(0, 4, [2 ** 60]) }, 4, "'a' has a bad shape"],
    ['product overflows', { a: entry(0, 4, [2 ** 40, 2 ** 40, 2 ** 40]) }, 4, "'a' has 4 bytes"],
    ['product too small', { a: entry(0, 8, [1]) }, 8, "'a' has 8 bytes"],
    ['one offset', { a: { dtype: 'F32', shape: [1], data_offsets: [0] } }, 4, "'a' has bad data_offsets"],
    ['offsets backwards', { a: entry(4, 0, [1]) }, 4, "'a' lies outside"],
    ['beyond the file', { a: entry(0, 8) }, 4, "'a' lies outside"],
    ['overlap', { a: entry(0, 8), b: entry(4, 12) }, 12, "'b' overlaps"],
    ['hole', { a: entry(0, 4), b: entry(8, 12) }, 12, "4 unused bytes before tensor 'b'"],
    ['unused tail', { a: entry(0, 4) }, 12, 'the tensors end at'],
  ])('%s is bad-model', (_, header, dataBytes, message) => {
    const file = expect.stringContaining('x.safetensors: ');
    expect(() => parse(header, dataBytes)).toThrow(expect.objectContaining({ code: 'bad-model', message: file }));
    expect(() => parse(header, dataBytes)).toThrow(message);
  });

  test('scaled 8-bit floats are valid, but unsupported', () => {
    expect(() => parse({ a: entry(0, 4, [4], 'F8_E8M0') }, 4)).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });

  test.each([
    [new Uint8Array(7), 7, 'too short'],
    [new TextEncoder().encode('<!doctype html>'), 5000, 'not a safetensors file'],
    [new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255]), 5000, 'not a safetensors file'],
    [new Uint8Array([100, 0, 0, 0, 0, 0, 0, 0]), 107, 'does not fit'],
    [new Uint8Array(8), 8, 'does not fit'],
  ])('length %#', (prefix, fileBytes, message) => {
    expect(() => safetensorsHeaderLength(prefix, fileBytes, 'x')).toThrow(message);
  });
});

const tensorsArbitrary = fc.dictionary(
  fc.string({ minLength: 1 }).filter((key) => key !== '__metadata__'),
  fc.array(fc.float({ noNaN: true }), { maxLength: 20 }),
  { maxKeys: 8 },
);

test('what is written is read', () => {
  fc.assert(
    fc.property(tensorsArbitrary, (dictionary) => {
      const names = Object.keys(dictionary);
      const file = writeSafetensors(
        names.map((key) => ({ key, shape: [dictionary[key].length], data: new Float32Array(dictionary[key]) })),
      );
      const reader = safetensorsReader(memorySource('x', file));
      expect(new Set(reader.keys())).toEqual(new Set(names));
      for (const key of names)
        expect(new Float32Array(reader.read(key).slice().buffer)).toEqual(new Float32Array(dictionary[key]));
    }),
  );
});

test('a truncated, changed or random file is read or refused, never a crash', () => {
  const file = writeSafetensors([
    { key: 'a', shape: [2, 3], data: new Float32Array(6) },
    { key: 'b', shape: [3], data: new Uint16Array(3) },
  ]);
  const truncated = fc.nat(file.length - 1).map((length) => file.slice(0, length));
  const changed = fc.tuple(fc.nat(file.length - 1), fc.nat(255)).map(([at, byte]) => file.with(at, byte));
  fc.assert(
    fc.property(fc.oneof(truncated, changed, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      try {
        const reader = safetensorsReader(memorySource('x', bytes));
        for (const key of reader.keys()) expect(reader.read(key).length).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('every truncation is refused', () => {
  const file = writeSafetensors([{ key: 'a', shape: [2], data: new Float32Array(2) }]);
  for (let length = 0; length < file.length; length++) {
    expect(() => safetensorsReader(memorySource('x', file.subarray(0, length)))).toThrow(AppError);
  }
});
