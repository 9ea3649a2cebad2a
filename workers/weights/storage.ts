// Where downloaded files are kept: the interface, and the one in memory for when there is no disk to use.
import { memorySource, type ByteSource } from './source.ts';

/** The browser has a disk and will not use it: private windows and full or damaged profiles answer in many ways. */
export class DiskRefused extends Error {
  override readonly name = 'DiskRefused';
}

/** What is known of a stored or half-stored file. */
export interface StoredFile {
  readonly path: string;
  /** Where it came from. */
  readonly url: string;
  /** Bytes stored so far. */
  readonly bytes: number;
  readonly complete: boolean;
  /** Lower-case hex; '' when nobody said what it should be. */
  readonly sha256: string;
  /** The server's validator for the half that is stored, '' when it told none. */
  readonly etag: string;
}

/** A file being written: bytes are only ever appended. One writer at a time. */
export interface FileWriter {
  readonly size: number;
  /** @throws DOMException `QuotaExceededError`; RangeError when memory is full */
  append(bytes: Uint8Array<ArrayBuffer>): void;
  /** Bytes written before, for hashing. Valid until the next call. */
  read(offset: number, length: number): Uint8Array;
  truncate(): void;
  /** Bytes that really lie in the store: it may have lost some without an error. */
  kept(): number;
  /** Reads back all that was appended by this writer: false where the store holds other bytes. */
  same(): boolean;
  close(): void;
}

/** The files of one pack. Paths are the pack's own. */
export interface FileStore {
  /** 'disk' outlives the page. */
  readonly kind: 'disk' | 'memory';
  list(): Promise<readonly StoredFile[]>;
  find(path: string): Promise<StoredFile | undefined>;
  /** Writes down what is known of a file; `bytes` is taken from the file itself. */
  describe(path: string, about: Omit<StoredFile, 'path' | 'bytes'>): Promise<void>;
  write(path: string): Promise<FileWriter>;
  open(path: string): Promise<ByteSource>;
  remove(path: string): Promise<void>;
  /** Bytes that may still be written, Infinity when unknown. */
  freeBytes(): Promise<number>;
}

interface MemoryFile {
  bytes: Uint8Array<ArrayBuffer>;
  size: number;
  about: Omit<StoredFile, 'path' | 'bytes'>;
}

/** Files in this worker's memory; gone with it. */
export function memoryStore(): FileStore {
  const files = new Map<string, MemoryFile>();
  const at = (path: string): MemoryFile => {
    const known = files.get(path);
    if (known) return known;
    const about = { url: '', complete: false, sha256: '', etag: '' };
    const file = { bytes: new Uint8Array(0), size: 0, about };
    files.set(path, file);
    return file;
  };
  const stored = (path: string, file: MemoryFile): StoredFile => ({ path, bytes: file.size, ...file.about });
  return {
    kind: 'memory',
    list: () => Promise.resolve([...files].map(([path, file]) => stored(path, file))),
    find: (path) => Promise.resolve(files.has(path) ? stored(path, at(path)) : undefined),
    describe(path, about) {
      at(path).about = about;
      return Promise.resolve();
    },
    write: (path) => Promise.resolve(memoryWriter(at(path))),
    open: (path) => Promise.resolve(memorySource(path, at(path).bytes.subarray(0, at(path).size))),
    remove(path) {
      files.delete(path);
      return Promise.resolve();
    },
    freeBytes: () => Promise.resolve(Infinity),
  };
}

function memoryWriter(file: MemoryFile): FileWriter {
  return {
    get size() {
      return file.size;
    },
    append(bytes) {
      const size = file.size + bytes.length;
      if (size > file.bytes.length) {
        const larger = new Uint8Array(Math.max(size, Math.ceil(file.bytes.length * 1.5)));
        larger.set(file.bytes.subarray(0, file.size));
        file.bytes = larger;
      }
      file.bytes.set(bytes, file.size);
      file.size = size;
    },
    read: (offset, length) => file.bytes.subarray(offset, offset + length),
    truncate() {
      file.size = 0;
    },
    kept: () => file.size,
    same: () => true, // it is this memory
    close: () => undefined,
  };
}
