// Text in the lowest bits of a picture's pixels: "stealth" info, which survives where text chunks are stripped. Pure.
// Bits go down the columns, the first column first, one a pixel in alpha or three in red, green and blue: 15 letters that say
// which kind, 32 bits of length (in bits), then the text.

interface Kind {
  readonly name: string;
  readonly kind: 'plain' | 'gzip';
  /** Of a pixel's four bytes those that hold a bit. */
  readonly channels: readonly number[];
}

const ALPHA = [3];
const COLOURS = [0, 1, 2];
const KINDS: readonly Kind[] = [
  { name: 'stealth_pnginfo', kind: 'plain', channels: ALPHA },
  { name: 'stealth_pngcomp', kind: 'gzip', channels: ALPHA },
  { name: 'stealth_rgbinfo', kind: 'plain', channels: COLOURS },
  { name: 'stealth_rgbcomp', kind: 'gzip', channels: COLOURS },
];
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
  const found = [ALPHA, COLOURS].flatMap((channels) => {
    const name = signatureOf(data, width, height, channels);
    return KINDS.find((each) => each.name === name && each.channels === channels) ?? [];
  })[0];
  if (!found) return null;
  const { kind, channels } = found;
  const at = byteAt(data, width, height, channels);
  const bits = [0, 1, 2, 3].reduce((sum, i) => sum * 256 + at(SIGNATURE_BYTES + i), 0);
  const length = Math.floor(bits / 8);
  if (length === 0 || length > Math.min(MAX_BYTES, roomOf(width, height, channels) - HEAD_BYTES)) return null;
  return { kind, bytes: Uint8Array.from({ length }, (_, i) => at(HEAD_BYTES + i)) };
}

/** Whether so few columns (`columnsOfHead`) begin as one of the kinds does: what follows need not be looked at otherwise. */
export function startsStealthy(data: ArrayLike<number>, width: number, height: number): boolean {
  return [ALPHA, COLOURS].some((channels) =>
    KINDS.some((each) => each.channels === channels && signatureOf(data, width, height, channels) === each.name),
  );
}

/** So many columns hold the signature in the sparser of the two ways. */
export function columnsOfHead(height: number): number {
  return Math.ceil((8 * HEAD_BYTES) / Math.max(1, height));
}

function signatureOf(data: ArrayLike<number>, width: number, height: number, channels: readonly number[]): string {
  if (roomOf(width, height, channels) < HEAD_BYTES) return '';
  const at = byteAt(data, width, height, channels);
  return String.fromCharCode(...Array.from({ length: SIGNATURE_BYTES }, (_, i) => at(i)));
}

const roomOf = (width: number, height: number, { length }: readonly number[]): number =>
  Math.floor((width * height * length) / 8);

/** The bytes that the bits make, by their place. */
function byteAt(
  data: ArrayLike<number>,
  width: number,
  height: number,
  channels: readonly number[],
): (index: number) => number {
  const { length } = channels;
  return (index) => {
    let byte = 0;
    for (let bit = 8 * index; bit < 8 * index + 8; bit++) {
      const pixel = Math.floor(bit / length);
      const x = Math.floor(pixel / height);
      byte = (byte << 1) | ((data[4 * ((pixel % height) * width + x) + (channels[bit % length] ?? 0)] ?? 0) & 1);
    }
    return byte;
  };
}
