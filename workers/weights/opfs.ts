// A FileStore on the origin private file system. Workers only: synchronous handles live there.
// Beside each file lies `<file>.about`, JSON with what is known of it; a file without one does not count.
import { AppError } from '../errors.ts';
import { blobSource, handleSource, type ByteSource, type SyncHandle } from './source.ts';
import { DiskRefused, type FileStore, type FileWriter, type StoredFile } from './storage.ts';
import { pause } from './waiting.ts';
import { checksum } from './checksum.ts';

interface WriteHandle extends SyncHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
}

// Page typings lack this method, worker typings its `mode` (https://github.com/whatwg/fs/pull/21).
type SyncFile = FileSystemFileHandle & {
  createSyncAccessHandle(options?: { readonly mode: 'readwrite' | 'read-only' }): Promise<WriteHandle>;
};

const ABOUT = '.about';
/** A tab that was closed a moment ago may still hold its files for as long. */
const HELD_MS = 2000;
const AGAIN_MS = 50;
const READ_BACK = 8 << 20;
const MAX_ABOUT_BYTES = 1 << 16;

/** One flat, legal file name for each path. */
const fileName = (path: string): string => encodeURIComponent(path).replaceAll('*', '%2A');

/**
 * Removes a directory and all that is in it; nothing where there is none.
 * @throws AppError `bad-input` where another tab keeps a file of it; DiskRefused
 */
export async function removeDirectory(parent: FileSystemDirectoryHandle, name: string): Promise<void> {
  await onceFree(name, () =>
    parent.removeEntry(name, { recursive: true }).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
    }),
  );
}

/** The files in one OPFS directory. */
export function opfsStore(directory: FileSystemDirectoryHandle): FileStore {
  const handle = (name: string, create = false): Promise<FileSystemFileHandle> =>
    directory.getFileHandle(name, { create });

  async function find(path: string): Promise<StoredFile | undefined> {
    try {
      const about = await (await handle(fileName(path) + ABOUT)).getFile();
      const file = await (await handle(fileName(path))).getFile();
      return parseAbout(path, file.size, await about.text());
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw new DiskRefused(String(error), { cause: error });
    }
  }

  return {
    kind: 'disk',
    find,
    async list() {
      const found: StoredFile[] = [];
      for await (const name of directory.keys()) {
        const file = name.endsWith(ABOUT) ? await find(decodeURIComponent(name.slice(0, -ABOUT.length))) : undefined;
        if (file) found.push(file);
      }
      return found;
    },
    async describe(path, about) {
      await handle(fileName(path), true);
      const file = await openForWriting(await handle(fileName(path) + ABOUT, true), path);
      try {
        file.truncate(0);
        file.write(new TextEncoder().encode(JSON.stringify(about)), { at: 0 });
        file.flush();
      } finally {
        file.close();
      }
    },
    write: async (path) => opfsWriter(await openForWriting(await handle(fileName(path), true), path)),
    open: async (path) => openForReading(await handle(fileName(path)), path),
    async remove(path) {
      // The description goes first: a file without one does not count.
      for (const name of [fileName(path) + ABOUT, fileName(path)]) {
        await onceFree(path, () =>
          directory.removeEntry(name).catch((error: unknown) => {
            if (!isNotFound(error)) throw error;
          }),
        );
      }
    },
    async freeBytes() {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined ? Infinity : quota - (usage ?? 0);
    },
  };
}

function parseAbout(path: string, bytes: number, text: string): StoredFile | undefined {
  if (text.length > MAX_ABOUT_BYTES) return undefined;
  try {
    const { url, complete, sha256, etag } = JSON.parse(text) as Record<string, unknown>;
    return { path, bytes, url: String(url), complete: complete === true, sha256: String(sha256), etag: String(etag) };
  } catch {
    return undefined; // cut off while it was written: the file is downloaded again
  }
}

function openForWriting(file: FileSystemFileHandle, path: string): Promise<WriteHandle> {
  return onceFree(path, () => (file as SyncFile).createSyncAccessHandle());
}

/** Asks again for a moment where another tab has the file. @throws AppError `bad-input` where it keeps it; DiskRefused */
async function onceFree<T>(path: string, ask: () => Promise<T>): Promise<T> {
  const start = performance.now();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isTaken(error) || performance.now() - start >= HELD_MS) throw refused(path, error);
      await pause(AGAIN_MS);
    }
  }
}

/**
 * Several tabs may read at once: with `read-only` handles where the browser has them. Where it has not, the handle is
 * exclusive and the second tab reads the same file as a Blob, which takes no lock.
 */
async function openForReading(file: FileSystemFileHandle, path: string): Promise<ByteSource> {
  try {
    return handleSource(path, await (file as SyncFile).createSyncAccessHandle({ mode: 'read-only' }));
  } catch {
    return blobSource(path, await file.getFile());
  }
}

function opfsWriter(handle: WriteHandle): FileWriter {
  let size = handle.getSize();
  /** From where `written` counts. */
  let start = size;
  let written = checksum();
  return {
    get size() {
      return size;
    },
    append(bytes) {
      for (let done = 0; done < bytes.length;) {
        const count = handle.write(bytes.subarray(done), { at: size });
        if (count <= 0) throw new DOMException('The disk takes no more bytes.', 'QuotaExceededError');
        done += count;
        size += count;
      }
      written.add(bytes);
    },
    read(offset, length) {
      const bytes = new Uint8Array(length);
      const count = handle.read(bytes, { at: offset });
      return bytes.subarray(0, count);
    },
    truncate() {
      handle.truncate(0);
      size = 0;
      start = 0;
      written = checksum();
    },
    kept() {
      handle.flush();
      return handle.getSize();
    },
    same() {
      const found = checksum();
      const bytes = new Uint8Array(Math.min(READ_BACK, size - start));
      for (let at = start; at < size;) {
        const count = handle.read(bytes.subarray(0, Math.min(bytes.length, size - at)), { at });
        if (count <= 0) return false;
        found.add(bytes.subarray(0, count));
        at += count;
      }
      return found.value() === written.value();
    },
    close() {
      handle.flush();
      handle.close();
    },
  };
}

/** Only one answer means another tab (https://fs.spec.whatwg.org/#api-filesystemfilehandle-createsyncaccesshandle). */
const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'NoModificationAllowedError';
const isNotFound = (error: unknown): boolean => error instanceof Error && error.name === 'NotFoundError';

function refused(path: string, cause: unknown): Error {
  if (!isTaken(cause)) return new DiskRefused(String(cause), { cause });
  return new AppError('bad-input', `${path} is in use by another tab.`, 'Close Inkling in other tabs and try again.', {
    cause,
  });
}
