// Memory for the work on one tensor at a time. Imports nothing.

/** Big pieces come in multiples of this, so that a slightly bigger tensor does not need a new one. */
const BLOCK_BYTES = 4 << 20;
const SMALL_BYTES = 1 << 20;

/**
 * Memory that is used again: a slot keeps the largest piece it was asked for. Loading gigabytes must not leave each
 * tensor to the garbage collector, which comes late while ORT loads without a pause. (Freeing by
 * ArrayBuffer.transfer() was tried and is worse: Chromium keeps the bytes until the collector comes, too.)
 */
export class Scratch {
  readonly #slots = new Map<string, ArrayBuffer>();

  /** Uninitialised elements; what the slot gave out before is lost. */
  take<T>(slot: string, form: ElementArray<T>, length: number): T {
    const bytes = length * form.BYTES_PER_ELEMENT;
    let memory = this.#slots.get(slot);
    if (!memory || memory.byteLength < bytes) {
      const size = bytes > SMALL_BYTES ? Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES : bytes;
      this.#slots.set(slot, (memory = new ArrayBuffer(size)));
    }
    return new form(memory, 0, length);
  }

  /** Room for the longest piece that the slot will be asked for: pieces that grow leave the shorter ones as garbage. */
  reserve(slot: string, bytes: number): void {
    this.take(slot, Uint8Array, bytes);
  }

  /** Lets go of everything. */
  clear(): void {
    this.#slots.clear();
  }
}

let last: WeakRef<Scratch> | undefined;

/**
 * The memory of the load before, where the collector has not come for it: sessions are opened one after another, and what each
 * leaves behind would lie beside what the next one takes. Nobody holds it between loads.
 */
export function commonScratch(): Scratch {
  const scratch = last?.deref() ?? new Scratch();
  last = new WeakRef(scratch);
  return scratch;
}

/** The constructor of a typed array. */
export interface ElementArray<T> {
  new (buffer: ArrayBuffer, offset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
}
