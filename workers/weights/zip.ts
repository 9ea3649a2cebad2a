// A zip file's table of contents: names and where their bytes lie. Stored entries only. Pure; trusts nothing.
import { AppError } from '../errors.ts';
import type { ByteSource } from './source.ts';

export interface ZipEntry {
  readonly offset: number;
  readonly byteLength: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_BYTES = 20;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;
const FULL32 = 0xffffffff;
const ENCRYPTED = 1;
/** A checkpoint has a few thousand tensors at most; a table beyond this can only be wrong. */
const MAX_TABLE_BYTES = 64 << 20;

interface Table {
  readonly offset: number;
  readonly byteLength: number;
  readonly count: number;
}

/**
 * The entries of a zip file by name (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, zip64 included).
 * @throws AppError `bad-model` when it is no zip, damaged, or has entries that are compressed or encrypted
 */
export function readZip(source: ByteSource): ReadonlyMap<string, ZipEntry> {
  const { offset, byteLength, count } = findTable(source);
  if (byteLength > MAX_TABLE_BYTES || count * CENTRAL_BYTES > byteLength) throw bad(source, 'a table that cannot be');
  const table = source.read(offset, byteLength).slice(); // reading the entries' own headers reuses the source's buffer
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > table.length) throw bad(source, 'a table that ends early');
    const view = new DataView(table.buffer, table.byteOffset + at, table.length - at);
    if (view.getUint32(0, true) !== CENTRAL) throw bad(source, 'a damaged table');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) => view.getUint16(place, true));
    const length = CENTRAL_BYTES + nameBytes + extraBytes + commentBytes;
    if (length > view.byteLength) throw bad(source, 'a table that ends early');
    const name = new TextDecoder().decode(table.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes));
    const extra = table.subarray(at + CENTRAL_BYTES + nameBytes, at + CENTRAL_BYTES + nameBytes + extraBytes);
    if (entries.has(name)) throw bad(source, `two entries named '${name}'`);
    entries.set(name, readEntry(source, view, extra, name));
    at += length;
  }
  return entries;
}

function findTable(source: ByteSource): Table {
  const size = source.byteLength;
  if (size < END_BYTES) throw bad(source, 'too short for a zip file');
  const tailBytes = Math.min(size, END_BYTES + MAX_COMMENT);
  const tail = viewOf(source.read(size - tailBytes, tailBytes).slice());
  let end = tailBytes - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw bad(source, 'no zip file (or cut off)');
  const wide = end >= LOCATOR64_BYTES && tail.getUint32(end - LOCATOR64_BYTES, true) === LOCATOR64;
  if (wide) {
    const view = viewOf(source.read(wideNumber(source, tail, end - LOCATOR64_BYTES + 8), END64_BYTES));
    if (view.getUint32(0, true) !== END64) throw bad(source, 'a damaged zip64 record');
    const [count, byteLength, offset] = [32, 40, 48].map((place) => wideNumber(source, view, place));
    return { count, byteLength, offset };
  }
  return {
    count: tail.getUint16(end + 10, true),
    byteLength: tail.getUint32(end + 12, true),
    offset: tail.getUint32(end + 16, true),
  };
}

function readEntry(source: ByteSource, view: DataView, extra: Uint8Array, name: string): ZipEntry {
  if (view.getUint16(8, true) & ENCRYPTED) throw bad(source, `'${name}' is encrypted`);
  if (view.getUint16(10, true) !== 0) throw bad(source, `'${name}' is compressed, which torch.save never does`);
  // Where a field is full, its real value is in the zip64 extra field, in this order.
  const wide = wideFields(extra);
  const field = (place: number): number => {
    const value = view.getUint32(place, true);
    if (value !== FULL32) return value;
    const real = wide.shift();
    if (real === undefined) throw bad(source, `'${name}' lacks its zip64 sizes`);
    return safe(source, real);
  };
  const byteLength = field(24);
  const packedBytes = field(20);
  const header = field(42);
  if (packedBytes !== byteLength) throw bad(source, `'${name}' has two sizes`);
  const local = viewOf(source.read(header, LOCAL_BYTES));
  if (local.getUint32(0, true) !== LOCAL) throw bad(source, `'${name}' is not where the table says`);
  const offset = header + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  if (offset + byteLength > source.byteLength) throw bad(source, `'${name}' lies outside the file (truncated?)`);
  return { offset, byteLength };
}

function wideFields(extra: Uint8Array): bigint[] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) !== 1 || end > extra.length) continue;
    const fields: bigint[] = [];
    for (let place = at + 4; place + 8 <= end; place += 8) fields.push(view.getBigUint64(place, true));
    return fields;
  }
  return [];
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const wideNumber = (source: ByteSource, view: DataView, at: number): number =>
  safe(source, view.getBigUint64(at, true));

function safe(source: ByteSource, value: bigint): number {
  if (value > BigInt(source.byteLength)) throw bad(source, 'a size beyond the end of the file');
  return Number(value);
}

function bad(source: ByteSource, what: string): AppError {
  return new AppError('bad-model', `${source.name}: ${what}`, 'The file is damaged or incomplete. Download it again.');
}
