// SHA-256 of a file while it arrives, so that gigabytes need not be read back. What was there before is read at the end.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { FileWriter } from './storage.ts';

const READ_BYTES = 8 << 20;

export class StreamHash {
  #hash = sha256.create();
  #size = 0;

  /** Bytes that are written at `offset`. Counted while they follow each other from the start. */
  append(bytes: Uint8Array, offset: number): void {
    if (offset === 0) this.#restart();
    if (offset !== this.#size) return;
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  /** Lower-case hex of the whole file; the hash begins anew afterwards. */
  async of(writer: FileWriter, signal?: AbortSignal): Promise<string> {
    if (this.#size > writer.size) this.#restart();
    while (this.#size < writer.size) {
      const bytes = writer.read(this.#size, Math.min(READ_BYTES, writer.size - this.#size));
      this.#hash.update(bytes);
      this.#size += bytes.length;
      if (bytes.length === 0) break; // the disk lost what it took; whoever checks the size tells
      await new Promise((resume) => setTimeout(resume)); // lets an abort message in
      signal?.throwIfAborted();
    }
    const digest = bytesToHex(this.#hash.digest());
    this.#restart();
    return digest;
  }

  #restart(): void {
    this.#hash = sha256.create();
    this.#size = 0;
  }
}
