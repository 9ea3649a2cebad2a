// PNG text chunks: A1111's `parameters` goes into the file as PIL would write it, and other programs' text comes out. Knows
// no page; format: www.w3.org/TR/png.
import { through } from './streams.ts';

const SIGNATURE_BYTES = 8;
/** More text than this is no text that a picture file carries in earnest. */
const MAX_TEXT_BYTES = 32 * 2 ** 20;

/**
 * The PNG file with a text chunk after its header: tEXt where Latin-1 can hold the text, else iTXt (UTF-8).
 * @throws RangeError when `png` does not start with a PNG's signature and IHDR.
 */
export function withText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  return withChunk(png, textChunk(keyword, text));
}

/**
 * The PNG file with a compressed iTXt chunk (UTF-8) after its header.
 * @throws RangeError when `png` does not start with a PNG's signature and IHDR.
 */
export async function withLongText(png: Uint8Array, keyword: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream('deflate'));
  // Keyword, 0, compressed, method 0 (zlib), no language, no translated keyword.
  return withChunk(png, chunkOf('iTXt', joined(new TextEncoder().encode(keyword), [0, 1, 0, 0, 0], packed)));
}

/** The texts of a PNG file by keyword; of several under one keyword the first. Damaged ones are left out. */
export async function readTexts(file: Blob): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  // All of them together: a thousand small chunks can be packed as tightly as one.
  let left = MAX_TEXT_BYTES;
  for (const { type, data } of textChunks(new Uint8Array(await file.arrayBuffer()))) {
    const [keyword, text] =
      (await readChunk(type, data, left).catch((error: unknown) => {
        if (error instanceof RangeError) left = 0;
        return null;
      })) ?? [];
    if (left <= 0) break;
    if (keyword === undefined || text === undefined) continue;
    left -= text.length;
    if (!texts.has(keyword)) texts.set(keyword, text);
  }
  return texts;
}

export function isPng(file: Uint8Array): boolean {
  return file.length >= 33 && word(file, 0) === 0x89504e47 && word(file, 12) === 0x49484452;
}

type TextType = 'tEXt' | 'zTXt' | 'iTXt';

/** Chunks: length, type, data, CRC; the last is IEND. */
function textChunks(file: Uint8Array): readonly { readonly type: TextType; readonly data: Uint8Array<ArrayBuffer> }[] {
  const found: { type: TextType; data: Uint8Array<ArrayBuffer> }[] = [];
  if (!isPng(file)) return found;
  for (let at = SIGNATURE_BYTES; at + 12 <= file.length; at += 12 + word(file, at)) {
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (type === 'IEND' || word(file, at) > file.length) break;
    if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') {
      found.push({ type, data: file.slice(at + 8, at + 8 + word(file, at)) });
    }
  }
  return found;
}

async function readChunk(
  type: TextType,
  data: Uint8Array<ArrayBuffer>,
  maxBytes: number,
): Promise<readonly [string, string] | null> {
  const [keyword, rest] = upToZero(data);
  if (keyword.length === 0 || keyword.length > 79) return null;
  const name = latin1(keyword);
  switch (type) {
    case 'tEXt':
      return [name, latin1(rest)];
    case 'zTXt':
      return [name, latin1(await inflated(rest.subarray(1), maxBytes))];
    case 'iTXt': {
      const [, afterLanguage] = upToZero(rest.subarray(2));
      const [, text] = upToZero(afterLanguage);
      return [name, new TextDecoder().decode(rest[0] === 1 ? await inflated(text, maxBytes) : text)];
    }
  }
}

function inflated(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  return through(new Uint8Array(bytes), new DecompressionStream('deflate'), maxBytes);
}

function upToZero(bytes: Uint8Array): readonly [before: Uint8Array, after: Uint8Array] {
  const end = bytes.indexOf(0);
  return end < 0 ? [bytes, bytes.subarray(bytes.length)] : [bytes.subarray(0, end), bytes.subarray(end + 1)];
}

function latin1(bytes: Uint8Array): string {
  // TextDecoder's "latin1" is windows-1252.
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function word(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

function withChunk(png: Uint8Array, chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  if (!isPng(png)) throw new RangeError('Not a PNG file.');
  const end = SIGNATURE_BYTES + 12 + word(png, SIGNATURE_BYTES);
  return joined(png.subarray(0, end), chunk, png.subarray(end));
}

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function textChunk(keyword: string, text: string): Uint8Array {
  const latin = /^[\u0000-\u00ff]*$/.test(text);
  const bytes = latin ? Uint8Array.from(text, (char) => char.charCodeAt(0)) : new TextEncoder().encode(text);
  // iTXt: keyword, 0, not compressed, method 0, no language, no translated keyword.
  const head = [...new TextEncoder().encode(keyword), 0, ...(latin ? [] : [0, 0, 0, 0])];
  return chunkOf(latin ? 'tEXt' : 'iTXt', Uint8Array.from([...head, ...bytes]));
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(new TextEncoder().encode(type), 4);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

/** CRC-32 (ISO 3309), as PNG's appendix D computes it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
