// The safetensors header: bytes in, a checked table of tensors out. Pure; trusts nothing; reads no files.
import { AppError } from '../errors.ts';
import type { StoredDType, TensorInfo } from './types.ts';

/** Bytes of one element. */
export const STORED_BYTES: Readonly<Record<StoredDType, number>> = {
  F64: 8, F32: 4, F16: 2, BF16: 2, F8_E4M3: 1, F8_E5M2: 1, I64: 8, I32: 4, I16: 2, I8: 1, U8: 1, BOOL: 1,
}; // prettier-ignore

/** The format's own limit (100 MB), so that a corrupt length cannot ask for all memory. */
const MAX_HEADER_BYTES = 100_000_000;
const PREFIX_BYTES = 8;
const KNOWN_BUT_UNSUPPORTED = /^(F8_E8M0|F8_E4M3FNUZ|F8_E5M2FNUZ|F4|F6_|U16$|U32$|U64$|C64$)/;

export interface SafetensorsEntry extends TensorInfo {
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

export interface SafetensorsHeader {
  /** In file order. */
  readonly tensors: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

function bad(file: string, what: string): AppError {
  return new AppError('bad-model', `${file}: ${what}`, 'The file is damaged or incomplete. Download it again.');
}

/**
 * Length in bytes of the JSON header that follows the first eight bytes.
 * @param prefix at least the file's first eight bytes
 * @param fileBytes size of the whole file
 * @throws AppError `bad-model`
 */
export function safetensorsHeaderLength(prefix: Uint8Array, fileBytes: number, file: string): number {
  if (prefix.length < PREFIX_BYTES || fileBytes < PREFIX_BYTES) throw bad(file, 'too short to be a safetensors file');
  const view = new DataView(prefix.buffer, prefix.byteOffset, PREFIX_BYTES);
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  if (length > MAX_HEADER_BYTES) throw bad(file, `not a safetensors file (header of ${length} bytes)`);
  if (length < 2 || PREFIX_BYTES + length > fileBytes) {
    throw bad(file, `the header of ${length} bytes does not fit into the file of ${fileBytes} bytes`);
  }
  return length;
}

/**
 * Parses and checks the JSON header: every tensor lies inside the file, the tensors neither overlap nor leave
 * holes, and together they fill the file, as the format demands (https://github.com/huggingface/safetensors#format).
 * @param json exactly the header's bytes, without the eight-byte length
 * @throws AppError `bad-model` naming file and tensor; `unsupported` for element types that the engine cannot read
 */
export function parseSafetensorsHeader(json: Uint8Array, fileBytes: number, file: string): SafetensorsHeader {
  const dataStart = PREFIX_BYTES + json.length;
  const root = parseJson(json, file);
  const tensors: [string, SafetensorsEntry][] = [];
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, value] of Object.entries(root)) {
    if (name === '__metadata__') metadata = checkMetadata(value, file);
    else tensors.push([name, checkTensor(value, dataStart, fileBytes, file, name)]);
  }
  tensors.sort(([, a], [, b]) => a.offset - b.offset || a.byteLength - b.byteLength);
  let end = dataStart;
  for (const [name, tensor] of tensors) {
    if (tensor.offset < end) throw bad(file, `tensor '${name}' overlaps the one before it`);
    if (tensor.offset > end) throw bad(file, `${tensor.offset - end} unused bytes before tensor '${name}'`);
    end += tensor.byteLength;
  }
  if (end !== fileBytes) throw bad(file, `the tensors end at byte ${end}, the file at ${fileBytes}`);
  return { tensors: new Map(tensors), metadata };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(json: Uint8Array, file: string): Record<string, unknown> {
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch (cause) {
    throw new AppError('bad-model', `${file}: the header is not JSON`, 'Is this really a safetensors file?', { cause });
  }
  if (!isRecord(root)) throw bad(file, 'the header is not a JSON object');
  return root;
}

function checkMetadata(value: unknown, file: string): Readonly<Record<string, string>> {
  if (!isRecord(value)) throw bad(file, '__metadata__ is not an object');
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw bad(file, `__metadata__ '${key}' is not a string`);
  }
  return value as Record<string, string>;
}

/** A non-negative integer that arithmetic keeps exact. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function checkTensor(
  value: unknown,
  dataStart: number,
  fileBytes: number,
  file: string,
  name: string,
): SafetensorsEntry {
  if (!isRecord(value)) throw bad(file, `tensor '${name}' is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !Object.hasOwn(STORED_BYTES, dtype)) {
    if (typeof dtype === 'string' && KNOWN_BUT_UNSUPPORTED.test(dtype)) {
      throw new AppError(
        'unsupported',
        `${file}: tensor '${name}' has elements of type ${dtype}`,
        'Use an fp16 or fp32 version.',
      );
    }
    throw bad(file, `tensor '${name}' has an unknown dtype ${JSON.stringify(dtype)}`);
  }
  if (!Array.isArray(shape) || !shape.every(isCount)) throw bad(file, `tensor '${name}' has a bad shape`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw bad(file, `tensor '${name}' has bad data_offsets`);
  }
  const [begin, end] = offsets as [number, number];
  if (end < begin || dataStart + end > fileBytes)
    throw bad(file, `tensor '${name}' lies outside the file (truncated?)`);
  const byteLength = shape.reduce(
    (product: number, side: number) => product * side,
    STORED_BYTES[dtype as StoredDType],
  );
  // A product beyond 2^53 can only be wrong; it also never equals a real length.
  if (byteLength !== end - begin) {
    throw bad(
      file,
      `tensor '${name}' has ${end - begin} bytes, but ${dtype} [${shape.join(', ')}] needs ${byteLength}`,
    );
  }
  return { dtype: dtype as StoredDType, shape: shape, offset: dataStart + begin, byteLength };
}
