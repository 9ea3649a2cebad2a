// The link's outer form: `#1.` + base64url(raw deflate(payload)). The part after # is never sent to a server.
import { AppError } from '../../workers/errors.ts';
import { encodeShared, parseShared, type Shared } from './payload.ts';

const VERSION = '1';
/** Longer links are refused by too many mail and chat programs. */
const MAX_LINK_CHARS = 200_000;
const MAX_PAYLOAD_BYTES = 16 * 2 ** 20;

/** @throws AppError 'bad-input' when the drawing does not fit in a link. */
export async function encodeHash(shared: Shared): Promise<string> {
  const bytes = await through(
    new TextEncoder().encode(encodeShared(shared)),
    new CompressionStream('deflate-raw'),
    Infinity,
  );
  const hash = `#${VERSION}.${toBase64Url(bytes)}`;
  if (hash.length <= MAX_LINK_CHARS) return hash;
  throw new AppError(
    'bad-input',
    'The drawing is too large for a link.',
    'Share the downloaded picture instead, or simplify the drawing.',
  );
}

/**
 * The content of a link (or of its hash alone).
 * @throws AppError 'bad-input' when it is no link of ours, 'unsupported' when a newer Inkling made it.
 */
export async function parseLink(link: string): Promise<Shared> {
  const hash = link.slice(link.indexOf('#') + 1);
  const [, version, body] = /^(\d+)\.([\w-]+)$/.exec(hash) ?? [];
  if (!link.includes('#') || version === undefined || body === undefined) {
    throw new AppError(
      'bad-input',
      'This is no Inkling link.',
      'A link ends in # and a long row of letters; copy all of it.',
    );
  }
  if (version !== VERSION) {
    throw new AppError(
      'unsupported',
      `The link is of version ${version}.`,
      'Reload the page to get the newest Inkling.',
    );
  }
  let bytes: Uint8Array;
  try {
    bytes = await through(fromBase64Url(body), new DecompressionStream('deflate-raw'), MAX_PAYLOAD_BYTES);
  } catch (error) {
    throw new AppError(
      'bad-input',
      'The link is damaged.',
      'Ask for it again; links are sometimes cut in mails and chats.',
      { cause: error },
    );
  }
  return parseShared(new TextDecoder().decode(bytes));
}

/** True for a hash that looks like one of ours, of any version. */
export function isShareHash(hash: string): boolean {
  return /^#\d+\./.test(hash);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.length;
    if (total > maxBytes) {
      await reader.cancel();
      throw new RangeError('The content is too large.');
    }
    parts.push(value);
  }
  const out = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
