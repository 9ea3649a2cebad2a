// Texts of EXIF, XMP and JPEG comments, in whatever encoding a program wrote them. The library's only importer.
import ExifReader from 'exifreader';
import type { FileText } from './fileText.ts';
import { readXml } from './xml.ts';

/** Tags that programs put text into, by number, in whichever directory they stand. */
const TAGS: Readonly<Record<number, string>> = {
  0x9286: 'UserComment',
  0x010e: 'ImageDescription',
  0x010f: 'Make',
  0x0110: 'Model',
  0x0131: 'Software',
  0x9c9c: 'XPComment',
  0x9c9b: 'XPTitle',
};
/** Longer texts are no settings. */
const MAX_BYTES = 8 * 2 ** 20;

/** The texts of a JPEG, WebP, PNG, AVIF or TIFF file; none where the file has none or is damaged. Never throws. */
export function exifTexts(file: Uint8Array<ArrayBuffer>): readonly FileText[] {
  return [...tagTexts(file), ...jpegComments(file)];
}

function tagTexts(file: Uint8Array<ArrayBuffer>): readonly FileText[] {
  try {
    const whole = file.byteOffset === 0 && file.byteLength === file.buffer.byteLength;
    const tags = ExifReader.load(whole ? file.buffer : file.slice().buffer, {
      expanded: true,
      includeUnknown: true,
      computed: false,
      async: false,
      domParser: { parseFromString: readXml },
    });
    const exif = Object.values(tags.exif ?? {}).flatMap((tag: unknown): readonly FileText[] => {
      const { id, value } = tag as { readonly id?: number; readonly value?: unknown };
      const key = TAGS[id ?? 0];
      const text = key === undefined ? null : textOf(value);
      return key === undefined || text === null ? [] : [{ key, text }];
    });
    return [...exif, ...xmpTexts(tags.xmp)];
  } catch {
    // No such metadata, or a damaged file: the picture itself may still be fine.
    return [];
  }
}

function xmpTexts(xmp: unknown): readonly FileText[] {
  if (typeof xmp !== 'object' || xmp === null) return [];
  return Object.entries(xmp).flatMap(([name, tag]: [string, unknown]): readonly FileText[] => {
    if (name === '_raw' || typeof tag !== 'object' || tag === null || !('description' in tag)) return [];
    const { description } = tag;
    return typeof description === 'string' && description.length > 2 ? [{ key: 'XMP', text: description }] : [];
  });
}

/** A tag's value: numbers are bytes, texts come as they are. */
function textOf(value: unknown): string | null {
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (list.length === 0 || list.length > MAX_BYTES) return null;
  if (typeof list[0] === 'string') {
    const joined = list.join('\n');
    // The library reads ASCII tags byte by byte; what is written there is UTF-8 more often than not.
    return /^[\u0000-\u00ff]*$/.test(joined) ? decoded(Uint8Array.from(joined, (char) => char.charCodeAt(0))) : joined;
  }
  if (list.some((byte) => typeof byte !== 'number' || byte < 0 || byte > 255)) return null;
  return userComment(Uint8Array.from(list as readonly number[]));
}

/** EXIF 2.3, 4.6.5: eight bytes name the encoding. Writers are careless with them, so that the text itself is asked, too. */
export function userComment(bytes: Uint8Array): string {
  const code = String.fromCharCode(...bytes.subarray(0, 8));
  const rest = bytes.subarray(8);
  if (code === 'UNICODE\0') return decoded(rest);
  if (['ASCII\0\0\0', 'JIS\0\0\0\0\0', '\0'.repeat(8)].includes(code)) return decoded(rest);
  return decoded(bytes);
}

/** UTF-16 of either order where every other byte is zero as often as in words and numbers; else UTF-8, else Latin-1. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return wide('utf-16be', bytes.subarray(2));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return wide('utf-16le', bytes.subarray(2));
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, 4096);
  for (let i = 0; i < looked; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) > looked / 16) return wide(even >= odd ? 'utf-16be' : 'utf-16le', bytes);
  try {
    return clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return clean(new TextDecoder('latin1').decode(bytes));
  }
}

function wide(order: 'utf-16be' | 'utf-16le', bytes: Uint8Array): string {
  return clean(new TextDecoder(order).decode(bytes));
}

const clean = (text: string): string => text.replace(/\0+$/, '').replace(/^\uFEFF/, '');

/** COM segments, which the library passes over. */
function jpegComments(file: Uint8Array): readonly FileText[] {
  const texts: FileText[] = [];
  if (file[0] !== 0xff || file[1] !== 0xd8) return texts;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff;) {
    const marker = file[at + 1] ?? 0;
    const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
    // The pixels begin, or the segment is none.
    if (marker === 0xda || marker === 0xd9 || length < 2) break;
    if (marker === 0xfe) texts.push({ key: 'COM', text: decoded(file.subarray(at + 4, at + 2 + length)) });
    at += 2 + length;
  }
  return texts;
}
