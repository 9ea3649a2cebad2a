// The address of one file of weights, from what people write: a URL, or a path in a repository of the hub. Pure.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { AppError } from '../../errors.ts';
import { hubFolder } from '../known.ts';

/** What the page's Content-Security-Policy lets it read without TLS (scripts/vite/csp.ts). */
const LOCAL_HOSTS: readonly string[] = ['localhost', '127.0.0.1'];

/** `owner/name/path/to/file`, or `owner/name@revision/path/to/file`. */
const HUB_FILE = /^([\w.-]+\/[\w.-]+(?:@[^/\s]+)?)\/([^?#]*\.(?:safetensors|ckpt|pt|pth|bin))$/i;
/** The hub's page about a file, which is what an address bar shows. */
const HUB_PAGE = /^(\/[\w.-]+\/[\w.-]+)\/blob\//;
/** What diffusers and transformers call the weights of whatever they save. */
const NAMELESS = /^(diffusion_pytorch_model|pytorch_lora_weights|pytorch_model|model|learned_embeds)(\.fp16)?$/;

/**
 * One spelling for each file: without a fragment, and of the hub the file itself instead of the page about it.
 * @throws AppError `bad-input` for what is no address of a file, and for http beyond this computer
 */
export function fileAddress(text: string): string {
  const plain = text.trim();
  const [, repository, path] = HUB_FILE.exec(plain) ?? [];
  if (repository !== undefined && path !== undefined) {
    return new URL(path.split('/').map(encodeURIComponent).join('/'), hubFolder(repository)).href;
  }
  const url = URL.canParse(plain) ? new URL(plain) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname.endsWith('/')) throw noFile(plain);
  if (url.protocol === 'http:' && !LOCAL_HOSTS.includes(url.hostname)) {
    throw new AppError(
      'bad-input',
      `"${url.href}" is an http address, which this page may not read.`,
      'Use https, or a server on localhost.',
    );
  }
  url.hash = '';
  if (url.hostname === 'huggingface.co') url.pathname = url.pathname.replace(HUB_PAGE, '$1/resolve/');
  return url.href;
}

/** "fern v2.safetensors" of ".../fern%20v2.safetensors?download=true". */
export function fileOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** What to call the model of an address; by its repository where the file has the name that every such file has. */
export function nameOf(url: string): string {
  const stem = fileOf(url).replace(/\.[^.]+$/, '') || fileOf(url);
  const { hostname, pathname } = new URL(url);
  const repository = hostname === 'huggingface.co' ? pathname.split('/')[2] : undefined;
  return repository && NAMELESS.test(stem) ? repository : stem;
}

/** Hex: equal for equal addresses only, so that a download that broke is found again. */
export const addressPrint = (url: string): string => bytesToHex(sha256(utf8ToBytes(url))).slice(0, 16);

function noFile(text: string): AppError {
  return new AppError(
    'bad-input',
    `"${text.slice(0, 200)}" is no address of a file of weights.`,
    'Give an http(s) address, or owner/name/path/to/file.safetensors of the Hugging Face hub.',
  );
}
