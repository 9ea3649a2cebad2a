// Files made on the fly: pictures of any size, and how to break them.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A grey 8-bit PNG; `grey` gives each pixel 0...255. */
export function png(width: number, height: number, grey: (x: number, y: number) => number = () => 255): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits a sample; colour type 0 is grey
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = grey(x, y);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** As an API caller passes it. */
export const dataUrl = (file: Buffer): string => `data:image/png;base64,${file.toString('base64')}`;

/** A white ring on black, the hint that the page itself would make of a circle. */
export function ringHint(size: number, x: number, y: number, radius: number, thickness = 0.03): string {
  return dataUrl(
    png(size, size, (px, py) =>
      Math.abs(Math.hypot((px + 0.5) / size - x, (py + 0.5) / size - y) - radius) < thickness / 2 ? 255 : 0,
    ),
  );
}

/** The alpha of an RGBA PNG's first pixel; its first row has no neighbours that a filter could count on. */
export function firstAlpha(png: Buffer): number {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  if (png[25] !== 6) throw new Error(`a PNG of colour type ${String(png[25])} instead of RGBA`);
  return inflateSync(Buffer.concat(parts))[4];
}
