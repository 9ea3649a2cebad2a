// Reads grey PNG files of 16 bits a pixel, which browsers cut to 8 (https://www.w3.org/TR/png). Everything else, and files
// that interlace, is somebody else's: null. Trusts no length in the file.
import { AppError } from '../errors.ts';
import type { FloatPlane } from './types.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Signature, and the header's chunk. */
const HEAD_BYTES = 33;
/** Also what the page takes of a picture. */
const MAX_PIXELS = 1 << 27;
const LEVELS_PER_BYTE = 257;

interface Header {
  readonly width: number;
  readonly height: number;
}

/**
 * The picture's brightness as 0...255 with fractions (65535 is 255), alpha and colour profiles left out of account.
 * @returns null when the file is no such PNG
 * @throws AppError 'bad-input' when it is one, but damaged
 */
export async function readDeepPng(file: Blob): Promise<FloatPlane | null> {
  const header = headerOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (!header) return null;
  const packed = imageData(new Uint8Array(await file.arrayBuffer()));
  return unfiltered(await inflated(packed, header.height * (1 + 2 * header.width)), header);
}

/** Null unless it is a PNG header of 16-bit grey without interlacing. */
function headerOf(head: Uint8Array): Header | null {
  if (head.length < HEAD_BYTES || SIGNATURE.some((byte, i) => head[i] !== byte)) return null;
  const view = new DataView(head.buffer);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colours, compression, filter, interlace] = head.subarray(24, 29);
  if (nameAt(head, 12) !== 'IHDR' || depth !== 16 || colours !== 0 || compression || filter || interlace) return null;
  if (width === 0 || height === 0) throw damaged('it has no pixels');
  if (width * height > MAX_PIXELS) throw damaged(`${width} x ${height} pixels are too many`);
  return { width, height };
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** The IDAT chunks' contents, one after another. */
function imageData(bytes: Uint8Array): Blob {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > bytes.length) throw damaged('it ends early');
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) throw damaged('a chunk reaches beyond its end');
    const name = nameAt(bytes, at + 4);
    if (name === 'IEND') return new Blob(parts);
    if (name === 'IDAT') parts.push(bytes.slice(at + 8, at + 8 + length));
    at += 12 + length;
  }
}

/** Unpacked, of exactly this length: no more is ever kept of what unpacks to more. */
async function inflated(packed: Blob, length: number): Promise<Uint8Array> {
  const out = new Uint8Array(length);
  let at = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > length) throw damaged('it holds more than its pixels');
      out.set(value, at);
      at += value.length;
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error instanceof AppError ? error : damaged('its pixels cannot be unpacked', error);
  }
  if (at < length) throw damaged('pixels are missing');
  return out;
}

/** Two bytes a pixel, so that a filter's left neighbour is two bytes away. */
function unfiltered(bytes: Uint8Array, { width, height }: Header): FloatPlane {
  const stride = 2 * width;
  const data = new Float32Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0, to = 0; y < height; y++) {
    const start = y * (1 + stride);
    const row = bytes.subarray(start + 1, start + 1 + stride);
    undo(bytes[start], row, above);
    for (let x = 0; x < stride; x += 2) data[to++] = (row[x] * 256 + row[x + 1]) / LEVELS_PER_BYTE;
    above = row as Uint8Array<ArrayBuffer>;
  }
  return { width, height, data };
}

function undo(filter: number, row: Uint8Array, above: Uint8Array): void {
  if (filter > 4) throw damaged(`there is no filter ${filter}`);
  if (filter === 0) return;
  for (let i = 0; i < row.length; i++) {
    const [left, corner] = i < 2 ? [0, 0] : [row[i - 2], above[i - 2]];
    const up = above[i];
    row[i] += filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
  }
}

/** The neighbour nearest to left + up - corner. */
function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function damaged(what: string, cause?: unknown): AppError {
  return new AppError(
    'bad-input',
    `This PNG file is damaged: ${what}.`,
    'Save it again with another program.',
    cause === undefined ? undefined : { cause },
  );
}
