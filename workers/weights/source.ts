// Synchronous byte sources: one range at a time from memory, a Blob or an OPFS file. Knows nothing of what is inside.
import { AppError } from '../errors.ts';
import { Scratch } from './scratch.ts';

/** Random access to a file's bytes, synchronous because ORT asks for external data synchronously. */
export interface ByteSource {
  /** For messages. */
  readonly name: string;
  readonly byteLength: number;
  /**
   * `length` bytes from `offset`. The view is valid until the next call.
   * @throws AppError `bad-model` when the range lies outside the file or cannot be read
   */
  read(offset: number, length: number): Uint8Array;
  /** Says how long the longest read will be. */
  reserve?(length: number): void;
  /** Frees the file handle. Idempotent. */
  close(): void;
}

function checkRange(source: ByteSource, offset: number, length: number): void {
  if (offset < 0 || length < 0 || offset + length > source.byteLength) {
    throw new AppError(
      'bad-model',
      `${source.name}: bytes ${offset} to ${offset + length} lie outside the file of ${source.byteLength} bytes`,
      'The file is damaged or incomplete. Download it again.',
    );
  }
}

/** Bytes that are already in memory; reads are views, not copies. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  let open: Uint8Array | undefined = bytes;
  const source: ByteSource = {
    name,
    byteLength: bytes.byteLength,
    read(offset, length) {
      checkRange(source, offset, length);
      if (!open) throw closed(name);
      return open.subarray(offset, offset + length);
    },
    close() {
      open = undefined;
    },
  };
  return source;
}

/** A Blob or File (from disk, or an OPFS file without a handle); workers only, since FileReaderSync lives there. */
export function blobSource(name: string, blob: Blob): ByteSource {
  const reader = new FileReaderSync();
  let open = true;
  const source: ByteSource = {
    name,
    byteLength: blob.size,
    read(offset, length) {
      checkRange(source, offset, length);
      if (!open) throw closed(name);
      try {
        return new Uint8Array(reader.readAsArrayBuffer(blob.slice(offset, offset + length)));
      } catch (cause) {
        throw unreadable(name, cause);
      }
    },
    close() {
      open = false;
    },
  };
  return source;
}

/** The part of FileSystemSyncAccessHandle that reading needs. */
export interface SyncHandle {
  read(target: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  getSize(): number;
  close(): void;
}

// Declared here since only workers have it, and tests are checked with a page's types.
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** An OPFS file by its synchronous handle, which the source owns from now on. */
export function handleSource(name: string, handle: SyncHandle): ByteSource {
  const scratch = new Scratch();
  let open = true;
  const source: ByteSource = {
    name,
    byteLength: handle.getSize(),
    read(offset, length) {
      checkRange(source, offset, length);
      if (!open) throw closed(name);
      const bytes = scratch.take('read', Uint8Array, length);
      for (let done = 0; done < length;) {
        const count = handle.read(bytes.subarray(done), { at: offset + done });
        if (count <= 0) throw unreadable(name, undefined);
        done += count;
      }
      return bytes;
    },
    reserve: (length) => scratch.reserve('read', length),
    close() {
      if (open) handle.close();
      open = false;
      scratch.clear();
    },
  };
  return source;
}

function closed(name: string): AppError {
  return new AppError('bug', `${name}: read after close`);
}

function unreadable(name: string, cause: unknown): AppError {
  return new AppError('bad-model', `${name}: cannot be read`, 'Was the file moved or deleted? Choose it again.', {
    cause,
  });
}
