// The last words stay on the device as keys and values: batches, grids and live drawing say the same ones again and again.
import type { DeviceTensor } from '../runtime/types.ts';
import type { Embedding } from './prompt/embeddings.ts';

/** Keys and values of every cross-attention layer. */
export type Context = Readonly<Record<string, DeviceTensor>>;

export interface Words {
  /** Of the longer prompt, in tokens. */
  readonly tokens: number;
  /** One for each thing that the two prompts say together while the picture forms. */
  readonly contexts: readonly Context[];
  /** Which of them a step, counted from 0, is to use. */
  readonly order: readonly number[];
  /** Those that the prompts have. */
  readonly embeddings: readonly Embedding[];
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
    for (const context of this.last?.words.contexts ?? []) disposeContext(context);
    this.last = null;
  }
}

export function disposeContext(context: Context): void {
  for (const tensor of Object.values(context)) tensor.dispose();
}
