// Zip files: packed as a stream, unpacked with every claim of the file checked first. Plain functions; the worker runs them.
import { unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { AppError } from '../../workers/errors.ts';

export interface ZipEntry {
  readonly name: string;
  readonly file: Blob;
}

export interface UnzipLimits {
  /** What may be in the file; other entries are passed over. */
  readonly wanted: RegExp;
  readonly maxFiles: number;
  /** Of one file and of all together, unpacked. */
  readonly maxFileBytes: number;
  readonly maxBytes: number;
}

/** Deflate packs no better than this. */
const MOST_RATIO = 1032;

/** A zip file of `entries`. Pictures are stored as they are: they are compressed already. */
export async function pack(entries: readonly ZipEntry[], signal?: AbortSignal): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const blobs: Blob[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(new Uint8Array(chunk));
  });
  for (const { name, file } of entries) {
    signal?.throwIfAborted();
    const entry = /\.(json|txt)$/.test(name) ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    zip.add(entry);
    entry.push(new Uint8Array(await file.arrayBuffer()), true);
    // What is packed goes into blobs, which browsers may keep on disk.
    blobs.push(new Blob(parts.splice(0)));
  }
  zip.end();
  return new Blob([...blobs, ...parts], { type: 'application/zip' });
}

/**
 * The wanted files of a zip file.
 * @throws AppError 'bad-input' when it is no zip file, is damaged, or claims to be larger than the limits
 */
export async function unpack(file: Blob, limits: UnzipLimits): Promise<readonly ZipEntry[]> {
  if (file.size > limits.maxBytes) throw tooLarge();
  const bytes = new Uint8Array(await file.arrayBuffer());
  let count = 0;
  let total = 0;
  const accept = ({ name, size, originalSize }: { name: string; size: number; originalSize: number }): boolean => {
    if (!limits.wanted.test(name)) return false;
    // Room is made for what is claimed before anything is unpacked.
    if (originalSize > size * MOST_RATIO + 64) throw damaged();
    total += originalSize;
    if (++count > limits.maxFiles || originalSize > limits.maxFileBytes || total > limits.maxBytes) throw tooLarge();
    return true;
  };
  try {
    // Unpacks into memory of the size that was claimed: a file that holds more than it says does not grow.
    const files = unzipSync(bytes, { filter: accept });
    return Object.entries(files).map(([name, content]) => ({ name, file: new Blob([new Uint8Array(content)]) }));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw damaged(error);
  }
}

function damaged(cause?: unknown): AppError {
  return new AppError('bad-input', 'The file is damaged, or no project file.', 'Get it again from where it came.', {
    cause,
  });
}

function tooLarge(): AppError {
  return new AppError(
    'bad-input',
    'The file claims to hold more than any project does.',
    'Open files only from people you trust.',
  );
}
