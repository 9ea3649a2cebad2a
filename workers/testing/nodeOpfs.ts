// The origin private file system on a folder of Node's, for tests: real files, exclusive and shared handles, a quota.
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export interface NodeOpfs {
  readonly root: FileSystemDirectoryHandle;
  /** Bytes that may be written in all; change it to fill the disk. */
  quota: number;
  /** Bytes after which a file loses what is written to it, without a word. */
  keeps: number;
  /** The byte of each file that is stored wrong, as a bad disk does it. */
  spoils: number;
  /** False plays a browser that knows no `read-only` handles: each is exclusive. */
  sharedHandles: boolean;
}

/** What `getFile()` gives: as much of File as is needed, readable synchronously by NodeFileReaderSync. */
class NodeFile {
  readonly path: string;
  readonly start: number;
  readonly end: number;

  constructor(path: string, start: number, end: number) {
    this.path = path;
    this.start = start;
    this.end = end;
  }

  get size(): number {
    return this.end - this.start;
  }

  slice(start: number, end: number): NodeFile {
    return new NodeFile(this.path, this.start + start, Math.min(this.end, this.start + end));
  }

  text(): Promise<string> {
    return Promise.resolve(new TextDecoder().decode(new NodeFileReaderSync().readAsArrayBuffer(this)));
  }
}

/** Stands in for workers' FileReaderSync, which Node lacks. */
export class NodeFileReaderSync {
  readAsArrayBuffer({ path, start, size }: NodeFile): ArrayBuffer {
    const bytes = new Uint8Array(size);
    const file = openSync(path, 'r');
    readSync(file, bytes, 0, size, start);
    closeSync(file);
    return bytes.buffer;
  }
}

/** An OPFS whose files lie in `folder`. */
export function nodeOpfs(folder: string): NodeOpfs {
  const opfs = {
    quota: Infinity,
    keeps: Infinity,
    spoils: -1,
    sharedHandles: true,
    root: undefined as unknown as FileSystemDirectoryHandle,
  };
  const locks = new Map<string, number>(); // -1: one writer, n: readers
  let written = 0;

  function syncHandle(path: string, mode: string) {
    const shared = mode === 'read-only' && opfs.sharedHandles;
    const held = locks.get(path) ?? 0;
    if (shared ? held < 0 : held !== 0) throw new DOMException('locked', 'NoModificationAllowedError');
    locks.set(path, shared ? held + 1 : -1);
    const file = openSync(path, 'r+');
    return {
      getSize: () => fstatSync(file).size,
      read: (target: Uint8Array, { at }: { at: number }) => readSync(file, target, 0, target.length, at),
      write(bytes: Uint8Array, { at }: { at: number }) {
        if ((written += bytes.length) > opfs.quota) throw new DOMException('full', 'QuotaExceededError');
        writeSync(file, bytes, 0, Math.max(0, Math.min(bytes.length, opfs.keeps - at)), at);
        const spoilt = bytes[opfs.spoils - at];
        if (spoilt !== undefined) writeSync(file, Uint8Array.of(spoilt ^ 1), 0, 1, opfs.spoils);
        return bytes.length;
      },
      truncate: (size: number) => ftruncateSync(file, size),
      flush: () => undefined,
      close() {
        closeSync(file);
        locks.set(path, shared ? (locks.get(path) ?? 1) - 1 : 0);
      },
    };
  }

  function there(path: string): string {
    if (!existsSync(path)) throw new DOMException('it went meanwhile', 'NotFoundError');
    return path;
  }

  function fileHandle(path: string) {
    return {
      kind: 'file',
      async getFile() {
        return new NodeFile(path, 0, statSync(there(path)).size);
      },
      async createSyncAccessHandle({ mode = 'readwrite' } = {}) {
        return syncHandle(there(path), mode);
      },
    };
  }

  function directoryHandle(path: string): unknown {
    const missing = () => new DOMException('no such entry', 'NotFoundError');
    const entry = (name: string) => {
      const below = join(path, name);
      return [name, statSync(below).isDirectory() ? directoryHandle(below) : fileHandle(below)] as const;
    };
    return {
      kind: 'directory',
      async getDirectoryHandle(name: string, { create = false } = {}) {
        if (!existsSync(join(path, name)) && !create) throw missing();
        mkdirSync(join(path, name), { recursive: true });
        return directoryHandle(join(path, name));
      },
      async getFileHandle(name: string, { create = false } = {}) {
        if (!existsSync(join(path, name)) && !create) throw missing();
        closeSync(openSync(join(path, name), 'a'));
        return fileHandle(join(path, name));
      },
      async removeEntry(name: string) {
        if (!existsSync(join(path, name))) throw missing();
        if (locks.get(join(path, name))) throw new DOMException('locked', 'NoModificationAllowedError');
        rmSync(join(path, name), { recursive: true });
      },
      async *keys() {
        yield* readdirSync(path);
      },
      async *entries() {
        yield* readdirSync(path).map(entry);
      },
      async *values() {
        for (const name of readdirSync(path)) if (existsSync(join(path, name))) yield entry(name)[1];
      },
    };
  }

  opfs.root = directoryHandle(folder) as FileSystemDirectoryHandle;
  return opfs;
}
