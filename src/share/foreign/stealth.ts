// Text in the lowest bits of a picture's alpha channel: "stealth" info, which survives where text chunks are stripped. Pure.
// Bits go down the columns, the first column first: 15 letters that say which kind, 32 bits of length (in bits), then the text.

const KINDS = { stealth_pnginfo: 'plain', stealth_pngcomp: 'gzip' } as const;
const SIGNATURE_BYTES = 15;
const HEAD_BYTES = SIGNATURE_BYTES + 4;
/** Beyond this it is no text. */
const MAX_BYTES = 4 * 2 ** 20;

export interface Stealth {
  readonly kind: 'plain' | 'gzip';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * What is hidden in RGBA pixels (4 bytes each, rows from the top); null where nothing is.
 * https://github.com/ashen-sensored/sd_webui_stealth_pnginfo
 */
export function stealthOf(data: ArrayLike<number>, width: number, height: number): Stealth | null {
  const room = Math.floor((width * height) / 8);
  if (room < HEAD_BYTES) return null;
  const at = (index: number): number => {
    let byte = 0;
    for (let bit = 8 * index; bit < 8 * index + 8; bit++) {
      const x = Math.floor(bit / height);
      byte = (byte << 1) | ((data[4 * ((bit % height) * width + x) + 3] ?? 0) & 1);
    }
    return byte;
  };
  const name = String.fromCharCode(...Array.from({ length: SIGNATURE_BYTES }, (_, i) => at(i)));
  const kind = name === 'stealth_pnginfo' || name === 'stealth_pngcomp' ? KINDS[name] : null;
  if (kind === null) return null;
  const bits = [0, 1, 2, 3].reduce((sum, i) => sum * 256 + at(SIGNATURE_BYTES + i), 0);
  const length = Math.floor(bits / 8);
  if (length === 0 || length > Math.min(MAX_BYTES, room - HEAD_BYTES)) return null;
  return { kind, bytes: Uint8Array.from({ length }, (_, i) => at(HEAD_BYTES + i)) };
}

/** So many columns hold the signature: what has to be looked at before all of it is. */
export function columnsOfHead(height: number): number {
  return Math.ceil((8 * HEAD_BYTES) / Math.max(1, height));
}
