// The last words stay on the device as keys and values: batches, grids and live drawing say the same ones again and again.
import type { DeviceTensor } from '../runtime/types.ts';

export interface Words {
  /** Of the longer prompt, in tokens. */
  readonly tokens: number;
  /** Keys and values of every cross-attention layer. */
  readonly context: Readonly<Record<string, DeviceTensor>>;
}

/** Keeps one value: that of the newest key. */
export class LastWords {
  private last: { readonly key: string; readonly words: Words } | null = null;

  /** The words of `key`; made, and kept in the place of the ones before, where they are other words. */
  async get(key: unknown, make: () => Promise<Words>): Promise<Words> {
    const id = JSON.stringify(key);
    if (this.last?.key === id) return this.last.words;
    this.forget();
    const words = await make();
    this.last = { key: id, words };
    return words;
  }

  /** Gives their memory back. */
  forget(): void {
    for (const tensor of Object.values(this.last?.words.context ?? {})) tensor.dispose();
    this.last = null;
  }
}
