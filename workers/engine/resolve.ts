// From a PackRef to readable files: known packs, the hub, any URL.
import { AppError } from '../errors.ts';
import type { LoraFile } from '../pipeline/loras.ts';
import { packId, packsDirectory, packStore } from '../weights/store.ts';
import type { PackFiles, TensorReader } from '../weights/types.ts';
import { urlPack } from '../weights/urlPack.ts';
import { resolveFolder } from './folder.ts';
import type { ResolvedPack } from './resolved.ts';
import type { PackRef } from './api.ts';
import { shelfPack } from './shelf/pack.ts';
import { isModelId } from './shelf/disk.ts';
import { Shelf } from './shelf/shelf.ts';
import { hubFolder, isHubId, KNOWN_PACKS } from './known.ts';

type OnDownload = (file: string, loadedBytes: number, totalBytes: number) => void;

/**
 * The LoRA files are open: `openPack` takes them over. Where this throws, none is left open.
 * @throws AppError `bad-input` for an unknown id or a URL that is none; `download`, `bad-model`, `storage-full` from LoRA files
 */
export async function resolvePack(
  ref: PackRef,
  assets: string,
  signal: AbortSignal,
  onDownload: OnDownload,
  shelf = new Shelf(),
): Promise<ResolvedPack> {
  if ('files' in ref) return resolveFolder(ref);
  if ('id' in ref && isModelId(ref.id)) {
    return { id: ref.id, files: await shelfPack(shelf, ref.id, assets, signal), controlNets: {}, loras: [] };
  }
  const { id, base, controlNets, loras } = locate(ref, assets);
  let kept = true;
  const open = async (url: string, name?: string): Promise<PackFiles> => {
    const root = await packsDirectory();
    const store = await packStore(folderUrl(url), root);
    if (root && store.kind === 'memory') kept = false;
    return urlPack(folderUrl(url), {
      ...(name !== undefined && { name }),
      store,
      signal,
      onUnkept: () => (kept = false),
      onProgress: ({ file, loadedBytes, totalBytes }) => onDownload(file, loadedBytes, totalBytes),
    });
  };
  const nets: Record<string, PackFiles> = {};
  for (const [name, url] of Object.entries(controlNets)) nets[name] = await open(url, name);
  const files = await open(base, id.split('/').at(-1));
  const opened: LoraFile[] = [];
  const names = loras.map(({ name }) => name);
  const scales = loras.map(({ scale = 1 }, i) => checkedScale(scale, i)); // before anything is fetched
  try {
    for (const [i, { url }] of loras.entries()) {
      const at = url.lastIndexOf('/') + 1;
      const folder = await open(url.slice(0, at));
      const weights = await openLora(folder, url.slice(at));
      opened.push({ name: names[i] ?? fileStem(url), weights, scale: scales[i] });
    }
  } catch (error) {
    for (const { weights } of opened) weights.close();
    throw error;
  }
  return { id, files, controlNets: nets, loras: opened, kept: () => kept };
}

/** peft keeps alpha beside its file, where diffusers' form has it inside. */
async function openLora(folder: PackFiles, file: string): Promise<TensorReader> {
  if (file !== 'adapter_model.safetensors' || !(await folder.has('adapter_config.json'))) return folder.tensors(file);
  const config = await folder.text('adapter_config.json');
  const weights = await folder.tensors(file);
  return { ...weights, metadata: { lora_adapter_metadata: config, ...weights.metadata } };
}

/** "fern" of ".../fern.safetensors?download=true". */
function fileStem(url: string): string {
  const file =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? url;
  const stem = file.replace(/\.[^.]+$/, '');
  try {
    return decodeURIComponent(stem);
  } catch {
    return stem;
  }
}

function checkedScale(scale: unknown, index: number): number {
  if (typeof scale === 'number' && Number.isFinite(scale)) return scale;
  throw new AppError(
    'bad-input',
    `loras[${index}].scale must be a number, not ${typeof scale === 'string' ? `"${scale.slice(0, 40)}"` : String(scale)}.`,
    'Give 1 for the strength that it was trained at, or leave it out.',
  );
}

/** The stored folders that a pack is made of, by id; none for one that is read from the user's disk, or cannot be. */
export function storedFolders(ref: PackRef, assets: string): ReadonlySet<string> {
  if ('files' in ref) return new Set();
  try {
    const { base, controlNets, loras } = locate(ref, assets);
    const files = loras.map(({ url }) => url.slice(0, url.lastIndexOf('/') + 1));
    return new Set([base, ...Object.values(controlNets), ...files].map((url) => packId(folderUrl(url))));
  } catch {
    return new Set(); // no such pack
  }
}

interface Location {
  readonly id: string;
  readonly base: string;
  readonly controlNets: Readonly<Record<string, string>>;
  readonly loras: readonly { readonly url: string; readonly name?: string; readonly scale?: number }[];
}

function locate(ref: Exclude<PackRef, { files: unknown }>, assets: string): Location {
  if ('base' in ref)
    return { id: ref.base, base: ref.base, controlNets: ref.controlNets ?? {}, loras: ref.loras ?? [] };
  const known = KNOWN_PACKS.find(({ id }) => id === ref.id);
  if (known && 'folder' in known.source) {
    return { id: known.id, base: new URL(known.source.folder, assets).href, controlNets: {}, loras: [] };
  }
  if (known && 'hub' in known.source) {
    const nets = Object.entries(known.source.controlNets).map(
      ([name, repository]) => [name, hubFolder(repository)] as const,
    );
    return { id: known.id, base: hubFolder(known.source.hub), controlNets: Object.fromEntries(nets), loras: [] };
  }
  if (isHubId(ref.id)) return { id: ref.id, base: hubFolder(ref.id), controlNets: {}, loras: [] };
  throw new AppError(
    'bad-input',
    `There is no pack "${ref.id}".`,
    'Use a known id, "owner/name" of the Hugging Face hub, or { base: url }.',
  );
}

/** Only http(s) and same-scheme folders; ends in '/'. */
function folderUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new AppError('bad-input', `"${url}" is no http(s) address.`);
  return parsed.href.endsWith('/') ? parsed.href : `${parsed.href}/`;
}
