// The link's outer form: `#2.` + base64url(raw deflate(page text)). The part after # is never sent to a server.
import { AppError } from '../../workers/errors.ts';
import { t } from '../i18n/i18n.ts';
import { through } from '../files/streams.ts';
import { damaged } from './json.ts';
import { PAGE_VERSION, type Page, parsePage } from './page.ts';

/** Longer links are refused by too many mail and chat programs. */
const MAX_LINK_CHARS = 200_000;
const MAX_PAGE_BYTES = 16 * 2 ** 20;

/**
 * The hash that holds a page, given as `encodePage` writes it.
 * @throws AppError 'bad-input' when the page does not fit in a link.
 */
export async function encodeHash(page: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(page), new CompressionStream('deflate-raw'));
  const hash = `#${PAGE_VERSION}.${toBase64Url(bytes)}`;
  if (hash.length <= MAX_LINK_CHARS) return hash;
  throw new AppError('bad-input', t('library:linkTooLong'), t('library:linkTooLongHint'));
}

/**
 * The page in a link (or in its hash alone), of this version or an earlier one.
 * @throws AppError 'bad-input' when it is no link of ours, 'unsupported' when a newer Inkling made it.
 */
export async function parseLink(link: string): Promise<Page> {
  const hash = link.slice(link.indexOf('#') + 1);
  const [, version, body] = /^(\d+)\.([\w-]+)$/.exec(hash) ?? [];
  if (!link.includes('#') || version === undefined || body === undefined) {
    throw new AppError('bad-input', t('library:noLink'), t('library:noLinkHint'));
  }
  if (Number(version) > PAGE_VERSION) throw new AppError('unsupported', t('library:newer'), t('library:newerHint'));
  let bytes: Uint8Array;
  try {
    bytes = await through(fromBase64Url(body), new DecompressionStream('deflate-raw'), MAX_PAGE_BYTES);
  } catch (error) {
    throw damaged(error);
  }
  return parsePage(new TextDecoder().decode(bytes));
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
