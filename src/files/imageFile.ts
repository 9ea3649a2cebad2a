// Is a picture file whole? Browsers paint what they have of a truncated file and say nothing. Pure.

/** True when a PNG, JPEG or WebP file ends before its picture does; false for whole files and other formats. */
export function isCut(file: Uint8Array): boolean {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (startsWith(file, [0x89, 0x50, 0x4e, 0x47])) return isCutPng(view);
  if (startsWith(file, [0xff, 0xd8])) return isCutJpeg(file, view);
  const webp = startsWith(file, [0x52, 0x49, 0x46, 0x46]) && file.length >= 12 && view.getUint32(8) === 0x57454250;
  return webp && view.getUint32(4, true) + 8 > file.length;
}

/** Chunks: length, type, data, CRC; the last is IEND. */
function isCutPng(view: DataView): boolean {
  for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === 0x49454e44) return false;
  }
  return true;
}

/** Segments up to the first scan (a thumbnail with an end of its own lies inside one), then FF D9 somewhere behind it. */
function isCutJpeg(file: Uint8Array, view: DataView): boolean {
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== 0xda) {
    at += file[at + 1] === 0xff ? 1 : 2 + view.getUint16(at + 2); // FF FF: a fill byte
  }
  for (; at + 1 < file.length; at++) if (file[at] === 0xff && file[at + 1] === 0xd9) return false;
  return true;
}

function startsWith(file: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => file[i] === byte);
}
