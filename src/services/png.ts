// PNG text chunks: A1111's `parameters` goes into the file as PIL would write it. Pure; format: www.w3.org/TR/png.

const SIGNATURE_BYTES = 8;

/**
 * The PNG file with a text chunk after its header: tEXt where Latin-1 can hold the text, else iTXt (UTF-8).
 * @throws RangeError when `png` does not start with a PNG's signature and IHDR.
 */
export function withText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.length < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) {
    throw new RangeError('Not a PNG file.');
  }
  const end = SIGNATURE_BYTES + 12 + view.getUint32(SIGNATURE_BYTES);
  const chunk = textChunk(keyword, text);
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, end));
  out.set(chunk, end);
  out.set(png.subarray(end), end + chunk.length);
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
