// Still WebP pictures of one size as one animated file (https://developers.google.com/speed/webp/docs/riff_container). Pure.

export interface Frame {
  /** A WebP file. */
  readonly file: Buffer;
  readonly ms: number;
}

/** Repeats for ever. Each frame replaces the one before. */
export function animatedWebp(frames: readonly Frame[], width: number, height: number): Buffer {
  const canvas = Buffer.concat([Buffer.from([ANIMATED, 0, 0, 0]), uint24(width - 1), uint24(height - 1)]);
  const body = Buffer.concat([
    chunk('VP8X', canvas),
    // White behind, no end.
    chunk('ANIM', Buffer.from([255, 255, 255, 255, 0, 0])),
    ...frames.map(({ file, ms }) => {
      const place = [uint24(0), uint24(0), uint24(width - 1), uint24(height - 1), uint24(ms), Buffer.from([REPLACES])];
      return chunk('ANMF', Buffer.concat([...place, ...imageChunks(file)]));
    }),
  ]);
  return Buffer.concat([Buffer.from('RIFF'), uint32(4 + body.length), Buffer.from('WEBP'), body]);
}

/** Bits of VP8X and ANMF. */
const ANIMATED = 2;
const REPLACES = 2;
const IMAGE = new Set(['ALPH', 'VP8 ', 'VP8L']);

function imageChunks(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 12; at + 8 <= file.length;) {
    const length = file.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (IMAGE.has(file.toString('latin1', at, at + 4))) found.push(file.subarray(at, end));
    at = end;
  }
  return found;
}

function chunk(name: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(name), uint32(data.length), data, Buffer.alloc(data.length % 2)]);
}

function uint32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
}

function uint24(value: number): Buffer {
  return uint32(value).subarray(0, 3);
}
