// The LoRAs laid over a pack's weights: which, and how strongly, may change from picture to picture.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { LoraFit, LoraStrength } from '../weights/lora.ts';
import { fitLora, floatsOf } from '../weights/lora/fit.ts';
import type { TensorReader } from '../weights/types.ts';
import { embeddingOf } from '../weights/embedding.ts';
import type { LoraUse } from './job.ts';
import type { Embedding } from './prompt/embeddings.ts';

export interface LoraFile {
  /** By which requests and prompts call it. */
  readonly name: string;
  readonly weights: TensorReader;
  /** How strongly it acts unless a request says otherwise. */
  readonly scale: number;
}

/** A LoRA that the pack did not bring; null where nobody knows the name. Whoever asked closes it. */
export type FindLora = (name: string) => Promise<TensorReader | null>;

/** What laying LoRAs came to. */
export interface Laid {
  /** Tensors that read differently from before. */
  readonly changed: ReadonlySet<string>;
  /** Names that nobody knows. */
  readonly missing: readonly string[];
  /** Of those in use: how many of the file's tensors have no place in this model. */
  readonly leftOut: ReadonlyMap<string, number>;
}

interface Opened {
  readonly reader: TensorReader;
  readonly fit: LoraFit;
}

const OFF: LoraStrength = { unet: 0, text: 0 };

/** The weights with LoRAs over them; it owns and closes both. Changed tensors read as float32. */
export class LoraStack implements TensorReader {
  readonly #base: TensorReader;
  readonly #opened = new Map<string, Opened>();
  readonly #own: ReadonlyMap<string, LoraStrength>;
  #active: ReadonlyMap<string, LoraStrength>;

  /** @throws AppError `bad-model` where one of the files was made for another model */
  constructor(base: TensorReader, own: readonly LoraFile[]) {
    this.#base = base;
    for (const { name, weights } of own) this.#opened.set(name, { reader: weights, fit: fitLora(base, weights) });
    this.#own = new Map(own.map(({ name, scale }) => [name, { unet: scale, text: scale }]));
    this.#active = this.#own;
  }

  /** Those that the pack brought, by name. */
  names(): readonly string[] {
    return [...this.#own.keys()];
  }

  /** Opened so far. */
  reader(name: string): TensorReader | undefined {
    return this.#opened.get(name)?.reader;
  }

  /** Of those in use, as A1111 writes them: the first twelve digits of the SHA-256 of all that follows the file's header. */
  hashes(): ReadonlyMap<string, string> {
    return new Map(
      Array.from(this.#active.keys()).flatMap((name) => {
        const reader = this.#opened.get(name)?.reader;
        return reader ? [[name, shortHash(reader)] as const] : [];
      }),
    );
  }

  /** Words that came with the LoRAs in use, where they are as wide as the text encoder. */
  embeddings(width: number): readonly Embedding[] {
    return [...this.#active.keys()].flatMap((name) => {
      const { reader, fit } = this.#opened.get(name) ?? {};
      if (!reader || !fit) return [];
      return Array.from(fit.embeddings, ([word, key]) => embeddingOf(reader, key, [word])).filter(
        ({ vectors, count }) => vectors.length === count * width,
      );
    });
  }

  /**
   * Lays these over the weights, and the pack's own at their own strength where they are not among them. Only the tensors in
   * `changed` have to be read again.
   * @throws AppError `bad-model` where a file was made for another model
   */
  async lay(uses: readonly LoraUse[], find: FindLora): Promise<Laid> {
    const missing: string[] = [];
    const active = new Map(this.#own);
    for (const { name, weight, textWeight = weight } of uses) {
      if (weight === 0 && textWeight === 0) active.delete(name);
      else if (await this.#open(name, find)) active.set(name, { unet: weight, text: textWeight });
      else missing.push(name);
    }
    const changed = new Set<string>();
    for (const name of new Set([...this.#active.keys(), ...active.keys()])) {
      const [before, now] = [this.#active.get(name) ?? OFF, active.get(name) ?? OFF];
      for (const key of this.#opened.get(name)?.fit.changes.keys() ?? [])
        if (strengthOf(before, key) !== strengthOf(now, key)) changed.add(key);
    }
    this.#active = active;
    const leftOut = [...active.keys()].map((name) => [name, this.#opened.get(name)?.fit.leftOut.length ?? 0] as const);
    return { changed, missing, leftOut: new Map(leftOut.filter(([, count]) => count > 0)) };
  }

  /** Closes one that the pack did not bring. @returns the tensors that read differently without it */
  takeOff(name: string): ReadonlySet<string> {
    const opened = this.#opened.get(name);
    if (!opened || this.#own.has(name)) return new Set();
    const active = new Map(this.#active);
    const acted = active.delete(name);
    this.#active = active;
    this.#opened.delete(name);
    opened.reader.close();
    return new Set(acted ? opened.fit.changes.keys() : []);
  }

  async #open(name: string, find: FindLora): Promise<boolean> {
    if (this.#opened.has(name)) return true;
    const reader = await find(name);
    if (!reader) return false;
    try {
      this.#opened.set(name, { reader, fit: fitLora(this.#base, reader) });
      return true;
    } catch (error) {
      reader.close();
      throw error;
    }
  }

  keys(): readonly string[] {
    return this.#base.keys();
  }

  info(key: string): ReturnType<TensorReader['info']> {
    const info = this.#base.info(key);
    return info && this.#changes(key).length > 0 ? { dtype: 'F32', shape: info.shape } : info;
  }

  read(key: string): Uint8Array {
    const changes = this.#changes(key);
    if (changes.length === 0) return this.#base.read(key);
    const weight = { shape: this.#base.info(key)?.shape ?? [], data: floatsOf(this.#base, key) };
    for (const { change, strength } of changes) change(weight, strength);
    return bytesOf(weight.data);
  }

  rows(key: string, first: number, end: number): Uint8Array | undefined {
    return this.#changes(key).length === 0 ? this.#base.rows?.(key, first, end) : undefined;
  }

  close(): void {
    this.#base.close();
    for (const { reader } of this.#opened.values()) reader.close();
  }

  #changes(key: string) {
    return Array.from(this.#active).flatMap(([name, strengths]) => {
      const change = this.#opened.get(name)?.fit.changes.get(key);
      const strength = strengthOf(strengths, key);
      return change && strength !== 0 ? [{ change, strength }] : [];
    });
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const strengthOf = (strength: LoraStrength, key: string): number =>
  key.startsWith('unet/') ? strength.unet : strength.text;

const known = new WeakMap<TensorReader, string>();

/** A file's tensors lie without gaps, in the order of its keys. */
function shortHash(reader: TensorReader): string {
  const before = known.get(reader);
  if (before !== undefined) return before;
  const hash = sha256.create();
  for (const key of reader.keys()) hash.update(reader.read(key));
  const short = bytesToHex(hash.digest()).slice(0, 12);
  known.set(reader, short);
  return short;
}
