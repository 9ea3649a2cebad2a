// What a picture file says of itself before anything is decoded: its sides, and whether it moves. Pure.

export interface ImageHeader {
  readonly width: number;
  readonly height: number;
  /** More than one frame; browsers give the first one. */
  readonly animated: boolean;
}

/** The header of a PNG, JPEG, GIF, WebP, AVIF or BMP file; null for anything else and for damaged headers. */
export function readHeader(file: Uint8Array): ImageHeader | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47) return png(view);
    if (view.getUint16(0) === 0xffd8) return jpeg(view);
    if (text(view, 0, 4) === 'GIF8') return gif(view);
    if (text(view, 0, 4) === 'RIFF' && text(view, 8, 4) === 'WEBP') return webp(view);
    if (text(view, 4, 4) === 'ftyp') return avif(view);
    if (text(view, 0, 2) === 'BM') return sides(view.getInt32(18, true), Math.abs(view.getInt32(22, true)), false);
  } catch {
    // Shorter than its own header.
  }
  return null;
}

/** Kinds of HEIF files by their brands; AVIF is one of them that browsers read. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** The name of a format that not every browser reads; null for any other file. */
export function formatName(head: Uint8Array): string | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 12) return null;
  if (text(view, 4, 4) === 'ftyp') {
    const brand = text(view, 8, 4);
    return HEIC_BRANDS.includes(brand)
      ? 'HEIC'
      : brand === 'avif' || brand === 'avis'
        ? 'AVIF'
        : brand === 'crx '
          ? 'CR3'
          : null;
  }
  const start = view.getUint32(0);
  if (start === 0x49492a00 || start === 0x4d4d002a) return 'TIFF';
  if (start === 0x38425053) return 'PSD';
  if (start >>> 16 === 0xff0a || text(view, 4, 3) === 'JXL') return 'JPEG XL';
  return text(view, 0, 5) === '%PDF-' ? 'PDF' : null;
}

function sides(width: number, height: number, animated: boolean): ImageHeader | null {
  return width > 0 && height > 0 ? { width, height, animated } : null;
}

/** Chunks: length, type, data, CRC. An acTL before the pixels makes it an APNG. */
function png(view: DataView): ImageHeader | null {
  let animated = false;
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const type = text(view, at + 4, 4);
    if (type === 'acTL') animated = view.getUint32(at + 8) > 1;
    if (type === 'IDAT' || animated) break;
  }
  return sides(view.getUint32(16), view.getUint32(20), animated);
}

/** Segments up to the first frame header (SOF0...SOF15 without DHT, JPG and DAC). Sides are as seen, the camera turned or not. */
function jpeg(view: DataView): ImageHeader | null {
  let turned = false;
  for (let at = 2; at + 9 <= view.byteLength;) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return null;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [width, height] = [view.getUint16(at + 7), view.getUint16(at + 5)];
      return turned ? sides(height, width, false) : sides(width, height, false);
    } else if (marker === 0xe1 && text(view, at + 4, 4) === 'Exif') {
      turned = orientationOf(view, at + 10) >= 5;
      at += 2 + view.getUint16(at + 2);
    } else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** EXIF's orientation, 1...8; 5 and more lie on their side. 1 where there is none. @param tiff where its TIFF block begins */
function orientationOf(view: DataView, tiff: number): number {
  const little = view.getUint16(tiff) === 0x4949;
  const first = tiff + view.getUint32(tiff + 4, little);
  if (first + 2 > view.byteLength) return 1;
  const count = view.getUint16(first, little);
  for (let entry = first + 2; entry < first + 2 + 12 * count && entry + 12 <= view.byteLength; entry += 12)
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
  return 1;
}

/** Blocks: 21 extension, 2C image, 3B end; their data come in sub-blocks of a length byte and so many bytes. */
function gif(view: DataView): ImageHeader | null {
  const table = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let frames = 0;
  let at = 13 + table(view.getUint8(10));
  while (at < view.byteLength && frames < 2) {
    const kind = view.getUint8(at);
    if (kind === 0x2c) {
      frames += 1;
      if (at + 9 >= view.byteLength) break;
      at += 11 + table(view.getUint8(at + 9));
    } else if (kind === 0x21) at += 2;
    else break;
    while (at < view.byteLength && view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return sides(view.getUint16(6, true), view.getUint16(8, true), frames > 1);
}

function webp(view: DataView): ImageHeader | null {
  switch (text(view, 12, 4)) {
    case 'VP8X': {
      const side = (at: number): number => 1 + view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
      return sides(side(24), side(27), (view.getUint8(20) & 2) !== 0);
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return sides(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff), false);
    }
    case 'VP8 ':
      return sides(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff, false);
    default:
      return null;
  }
}

/** The largest image property 'ispe' of the file's head; the brand avis is a sequence. */
function avif(view: DataView): ImageHeader | null {
  const head = text(view, 0, Math.min(view.byteLength, 4096));
  let best: ImageHeader | null = null;
  for (let at = head.indexOf('ispe'); at >= 0; at = head.indexOf('ispe', at + 4)) {
    const found = sides(view.getUint32(at + 8), view.getUint32(at + 12), text(view, 8, 4) === 'avis');
    if (found && (!best || found.width * found.height > best.width * best.height)) best = found;
  }
  return best;
}

function text(view: DataView, at: number, length: number): string {
  let out = '';
  for (let i = at; i < at + length; i++) out += String.fromCharCode(view.getUint8(i));
  return out;
}
