// Memory for the work on one tensor at a time. Imports nothing.

/** Memory up to this size is kept for the next tensor; bigger pieces are given back at once. */
const KEPT_BYTES = 4 << 20;

/**
 * Memory for one tensor at a time. Loading gigabytes must not leave each tensor to the garbage collector, which comes
 * late while ORT loads without a pause: small pieces are used again, big ones are freed before the next tensor.
 */
export class Scratch {
  readonly #slots = new Map<string, ArrayBuffer>();

  /** Uninitialised elements; what the slot gave out before is lost. */
  take<T>(slot: string, form: ElementArray<T>, length: number): T {
    const bytes = length * form.BYTES_PER_ELEMENT;
    let memory = this.#slots.get(slot);
    if (!memory || memory.byteLength < bytes) {
      if (memory) free(memory);
      this.#slots.set(slot, (memory = new ArrayBuffer(bytes)));
    }
    return new form(memory, 0, length);
  }

  /** Ends the use of everything that was taken. */
  next(): void {
    for (const [slot, memory] of this.#slots) {
      if (memory.byteLength <= KEPT_BYTES) continue;
      free(memory);
      this.#slots.delete(slot);
    }
  }
}

/** Gives the bytes back now where the browser can (ES2024), else leaves them to the collector. */
function free(memory: ArrayBuffer): void {
  (memory as { transfer?: (bytes: number) => ArrayBuffer }).transfer?.(0);
}

/** The constructor of a typed array. */
export interface ElementArray<T> {
  new (buffer: ArrayBuffer, offset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
}
