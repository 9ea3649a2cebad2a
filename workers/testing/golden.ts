// Reads the fixtures that python/golden wrote; for tests only.
import { readFileSync } from 'node:fs';
import { safetensorsReader } from '../weights/reader.ts';
import { memorySource } from '../weights/source.ts';
import type { TensorReader } from '../weights/types.ts';

/** One case: values that name a tensor are strings with an entry in `tensors`, all others are plain JSON. */
export interface GoldenCase {
  readonly name: string;
  readonly kind: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly [option: string]: unknown;
}

export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export interface Golden {
  readonly folder: URL;
  readonly tolerance: number;
  /** All of golden.json. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly cases: readonly GoldenCase[];
  /** A tensor of golden.safetensors by its name there. */
  tensor(name: unknown): GoldenTensor;
  /** Its values, when they are float32. */
  floats(name: unknown): Float32Array;
}

/** The fixture `python/golden/fixtures/<name>`. */
export function readGolden(name: string): Golden {
  const folder = new URL(`../../python/golden/fixtures/${name}/`, import.meta.url);
  const document = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8')) as {
    tolerance: number;
    cases: GoldenCase[];
  };
  const reader = readWeights(folder, 'golden.safetensors');
  const tensor = (key: unknown): GoldenTensor => {
    const info = reader.info(String(key));
    if (!info) throw new Error(`${name} has no tensor ${String(key)}`);
    const { buffer } = reader.read(String(key)).slice();
    const data = { I32: Int32Array, U8: Uint8Array }[info.dtype as string] ?? Float32Array;
    return { shape: info.shape, data: new data(buffer) };
  };
  const floats = (key: unknown): Float32Array => {
    const { data } = tensor(key);
    if (data instanceof Float32Array) return data;
    throw new Error(`${name}: ${String(key)} is not float32`);
  };
  return { folder, tolerance: document.tolerance, document, cases: document.cases, tensor, floats };
}

/** The tensors of a safetensors file in a fixture's folder. */
export function readWeights(folder: URL, path: string): TensorReader {
  return safetensorsReader(memorySource(path, new Uint8Array(readFileSync(new URL(path, folder)))));
}

/** Largest absolute difference over the standard deviation of `expected`; Infinity when lengths differ or a value is NaN. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let [sum, squares, worst] = [0, 0, 0];
  for (let i = 0; i < expected.length; i++) {
    sum += expected[i];
    squares += expected[i] ** 2;
    const difference = Math.abs(actual[i] - expected[i]);
    worst = Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
  }
  const mean = sum / expected.length;
  return worst / Math.sqrt(squares / expected.length - mean ** 2);
}
