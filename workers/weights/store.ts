// The packs kept on this device: one OPFS directory each. Lists them with their sizes and deletes them.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { opfsStore } from './opfs.ts';
import { DiskRefused, memoryStore, type FileStore, type StoredFile } from './storage.ts';
import type { StoredPack } from './types.ts';

const ROOT = 'packs';

/** The directory that holds all packs, or null where the browser has no OPFS (private windows, old browsers). */
export async function packsDirectory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  } catch {
    return null;
  }
}

/** Where the files of the pack at `url` are kept; memory when there is no disk, or it answers with errors. Workers only. */
export async function packStore(url: string, root: FileSystemDirectoryHandle | null): Promise<FileStore> {
  if (!root) return memoryStore();
  try {
    return opfsStore(await root.getDirectoryHandle(packId(url), { create: true }));
  } catch {
    return memoryStore();
  }
}

/** The files of one folder; none of a disk that answers with errors: what cannot be read is not there. */
async function filesIn(folder: FileSystemDirectoryHandle): Promise<readonly StoredFile[]> {
  return opfsStore(folder)
    .list()
    .catch((error: unknown) => {
      if (error instanceof DiskRefused) return [];
      throw error;
    });
}

/** A directory name for a URL: legal, readable at its start, unique by its end. */
export function packId(url: string): string {
  const folder = url.replace(/\/+$/, '');
  const readable = folder
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .slice(-40);
  return `${readable}-${bytesToHex(sha256(utf8ToBytes(folder))).slice(0, 12)}`;
}

/** Packs of which at least one file is stored. */
export async function listStoredPacks(root: FileSystemDirectoryHandle | null): Promise<readonly StoredPack[]> {
  const packs: StoredPack[] = [];
  if (!root) return packs;
  for await (const [id, entry] of root.entries()) {
    if (entry.kind !== 'directory') continue;
    const files = await filesIn(entry);
    if (files.length === 0) continue;
    const [{ url, path }] = files;
    packs.push({
      id,
      url: url.slice(0, url.length - path.length),
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      complete: files.every((file) => file.complete),
    });
  }
  return packs;
}

export interface InstalledFolder {
  /** The folder URL that it came from. */
  readonly url: string;
  readonly bytes: number;
  /** A whole model, no ControlNet or LoRA alone. */
  readonly model: boolean;
}

/** The folders whose weights are here in full, by id. */
export async function installedFolders(
  root: FileSystemDirectoryHandle | null,
): Promise<ReadonlyMap<string, InstalledFolder>> {
  const installed = new Map<string, InstalledFolder>();
  if (!root) return installed;
  for await (const [id, entry] of root.entries()) {
    if (entry.kind !== 'directory') continue;
    const files = await filesIn(entry);
    if (!holdsWeights(files)) continue;
    const [{ url, path }] = files;
    installed.set(id, {
      url: url.slice(0, url.length - path.length),
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      model: isModel(files),
    });
  }
  return installed;
}

/** Every weight file is there to its end, every shard too, and in a whole model those of all three parts. Pure. */
export function holdsWeights(files: readonly Pick<StoredFile, 'path' | 'complete'>[]): boolean {
  const weights = files.filter(({ path }) => path.endsWith('.safetensors'));
  const parts = isModel(files) ? ['unet/', 'vae/', 'text_encoder/'] : [''];
  return (
    weights.every(({ complete }) => complete) &&
    parts.every((part) => {
      const own = weights.filter(({ path }) => path.startsWith(part));
      const shards = Number(/-of-(\d+)\.safetensors$/.exec(own[0]?.path ?? '')?.[1] ?? 1);
      return own.length >= shards;
    })
  );
}

function isModel(files: readonly Pick<StoredFile, 'path'>[]): boolean {
  return files.some(({ path }) => path === 'model_index.json');
}

/** @throws AppError `bad-input` when another tab uses the pack */
export async function deleteStoredPack(root: FileSystemDirectoryHandle, id: string): Promise<void> {
  const directory = await root.getDirectoryHandle(id);
  const store = opfsStore(directory);
  for (const { path } of await store.list()) await store.remove(path);
  await root.removeEntry(id, { recursive: true });
}
