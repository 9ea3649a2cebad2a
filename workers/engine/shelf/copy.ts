// A file from the disk into the browser's storage, hashed on the way; and what tells two files apart without reading all.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { AppError } from '../../errors.ts';
import type { ByteSource } from '../../weights/source.ts';
import { DiskRefused, type FileStore } from '../../weights/storage.ts';

const CHUNK = 8 << 20;
const SAMPLE = 1 << 16;

/** Hex of size, header and samples: equal for equal files, and as good as never for others. */
export function fingerprint(source: ByteSource): string {
  const { byteLength } = source;
  const hash = sha256.create();
  hash.update(utf8ToBytes(String(byteLength)));
  for (let i = 0; i <= 16; i++) {
    const start = Math.floor((Math.max(0, byteLength - SAMPLE) * i) / 16);
    hash.update(source.read(start, Math.min(SAMPLE, byteLength - start)));
  }
  return bytesToHex(hash.digest()).slice(0, 16);
}

/** A1111 of 2022 took this part of a file for the whole. */
const PART = { start: 0x100000, end: 0x110000 };
/** A LoRA that is longer is none of anybody's; hashing it would take long. */
const MOST_HASHED = 2 ** 30;

/**
 * What A1111 calls a file by, besides its SHA-256: the first eight digits of a part's (until 2023), and, of safetensors that are
 * LoRAs, the hash of what follows the header, which stays the same when titles are edited.
 * https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/hashes.py
 */
export function a1111Hashes(source: ByteSource, isLora: boolean): readonly string[] {
  const { byteLength } = source;
  const start = Math.min(PART.start, byteLength);
  const part = sha256(source.read(start, Math.min(PART.end, byteLength) - start));
  const old = bytesToHex(part).slice(0, 8);
  if (!isLora || byteLength < 8 || byteLength > MOST_HASHED) return [old];
  const header = source.read(0, 8);
  const length = Number(new DataView(header.buffer, header.byteOffset, 8).getBigUint64(0, true));
  if (!(8 + length <= byteLength)) return [old]; // torch's form: a zip has another beginning
  const hash = sha256.create();
  for (let at = 8 + length; at < byteLength; at += CHUNK)
    hash.update(source.read(at, Math.min(CHUNK, byteLength - at)));
  return [old, bytesToHex(hash.digest())];
}

/** The next bytes; a file that was moved, or whose disk was pulled, has none. */
async function piece(blob: Blob, from: number): Promise<Uint8Array<ArrayBuffer>> {
  let cause: unknown;
  try {
    const bytes = new Uint8Array(await blob.slice(from, from + CHUNK).arrayBuffer());
    if (bytes.length > 0) return bytes;
  } catch (error) {
    cause = error;
  }
  const file = blob instanceof File ? blob.name : 'model.safetensors';
  throw new AppError('bad-model', `${file}: cannot be read`, 'Was the file moved or deleted? Choose it again.', {
    cause,
  });
}

/**
 * Copies `blob` into `store` as `path`.
 * @param onBytes told of what is written
 * @returns its SHA-256, hex
 * @throws AppError `bad-model` where the file is lost meanwhile; DOMException `QuotaExceededError`; DiskRefused; AbortError
 */
export async function copyInto(
  store: FileStore,
  path: string,
  blob: Blob,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const hash = sha256.create();
  const writer = await store.write(path);
  try {
    writer.truncate();
    while (writer.size < blob.size) {
      const bytes = await piece(blob, writer.size);
      signal.throwIfAborted();
      hash.update(bytes);
      writer.append(bytes);
      onBytes(writer.size);
    }
    if (writer.kept() !== blob.size) throw new DOMException('The disk kept less.', 'QuotaExceededError');
    if (!writer.same()) {
      writer.truncate();
      throw new DiskRefused('The disk gave back other bytes than it was given.');
    }
  } finally {
    writer.close();
  }
  return bytesToHex(hash.digest());
}
