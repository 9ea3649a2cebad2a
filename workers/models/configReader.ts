// Reads a model's config.json key by key. What the engine cannot do is an error that names the key, never a guess.
import { AppError } from '../errors.ts';

/** No size in a model is larger; graphs are built by these numbers before any weight is looked at. */
const MOST_SIZE = 2 ** 22;
/** Stable Diffusion has 4 blocks of 2 or 3 layers, its text encoder 12 or 23. */
const MOST_BLOCKS = 8;
const MOST_LAYERS = 64;
/** Within each block: layers, and transformers in each layer, which SDXL has 10 of. */
const MOST_IN_BLOCK = 12;

type Scalar = string | number | boolean | null;

export class ConfigReader {
  readonly #json: Readonly<Record<string, unknown>>;
  readonly #name: string;

  /**
   * @param json the parsed config.json
   * @param classNames the `_class_name` values that the caller can read
   * @throws AppError `bad-model` when it is not an object, `unsupported` when it is another class
   */
  constructor(json: unknown, classNames: readonly string[]) {
    this.#name = classNames[0];
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      throw new AppError('bad-model', `The config of ${this.#name} is not a JSON object.`);
    }
    this.#json = json as Record<string, unknown>;
    this.#name = this.choice('_class_name', classNames, classNames[0]);
  }

  /** The model class that the config names. */
  get className(): string {
    return this.#name;
  }

  has(key: string): boolean {
    return this.#json[key] !== undefined && this.#json[key] !== null;
  }

  /** A whole number from `least` to `most`. */
  integer(key: string, fallback: number, least = 1, most = MOST_SIZE): number {
    const value = this.#json[key] ?? fallback;
    return isWhole(value, least, most)
      ? value
      : this.wrong(key, (value as number) > most ? `a whole number of at most ${most}` : 'a whole number');
  }

  /** How often something is repeated. */
  layers(key: string, fallback: number): number {
    return this.integer(key, fallback, 1, MOST_LAYERS);
  }

  number(key: string, fallback: number): number {
    const value = this.#json[key] ?? fallback;
    return typeof value === 'number' && Number.isFinite(value) ? value : this.wrong(key, 'a number');
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.#json[key] ?? fallback;
    return typeof value === 'boolean' ? value : this.wrong(key, 'true or false');
  }

  /** One of these values; an absent key gives `fallback`, null only counts where it is among them. */
  choice<T extends Scalar>(key: string, allowed: readonly T[], fallback: T): T {
    const value = this.#json[key] === undefined ? fallback : this.#json[key];
    const index = allowed.findIndex((each) => each === value);
    return index < 0 ? this.refuse(key) : allowed[index];
  }

  /** A list of at least one whole number >= `least`. */
  integers(key: string, fallback: readonly number[], least = 1, most = MOST_SIZE): number[] {
    const value = this.#json[key] ?? fallback;
    const good = isList(value) && value.every((each) => isWhole(each, least, most));
    return good ? (value as number[]) : this.wrong(key, `a short list of whole numbers of at least ${least}`);
  }

  /** A positive whole number for all, or a list of exactly `count` of them. */
  perBlock(key: string, count: number, fallback: number, most = MOST_SIZE): number[] {
    const value = this.#json[key] ?? fallback;
    const values = Array.isArray(value)
      ? this.integers(key, [], 1, most)
      : new Array<number>(count).fill(this.integer(key, fallback, 1, most));
    return values.length === count ? values : this.wrong(key, `${count} numbers, one a block`);
  }

  /** As often as something is repeated in each block. */
  layersPerBlock(key: string, count: number, fallback: number): number[] {
    return this.perBlock(key, count, fallback, MOST_IN_BLOCK);
  }

  /** A list that says how often something is repeated, 0 for not at all. */
  layerList(key: string, fallback: readonly number[]): number[] {
    return this.integers(key, fallback, 0, MOST_LAYERS);
  }

  /** A flag for all, or a list of exactly `count` of them. */
  flagPerBlock(key: string, count: number): boolean[] {
    const value = this.#json[key] ?? false;
    const values: unknown[] = Array.isArray(value) ? value : new Array<unknown>(count).fill(value);
    const good = values.length === count && values.every((each) => typeof each === 'boolean');
    return good ? values : this.wrong(key, `${count} flags, one a block`);
  }

  /** A list of names out of `allowed`. */
  names<T extends string>(key: string, allowed: readonly T[], fallback: readonly T[]): T[] {
    const value = this.#json[key] ?? fallback;
    if (!isList(value)) return this.wrong(key, 'a short list of names');
    return value.map((each) => allowed.find((name) => name === each) ?? this.refuse(key));
  }

  /** Each of these keys must be absent or have the one value that the engine implements. */
  only(values: Readonly<Record<string, Scalar>>): void {
    for (const [key, value] of Object.entries(values)) this.choice(key, [value], value);
  }

  /** Stops at a value that means something the engine cannot do. */
  refuse(key: string): never {
    throw new AppError(
      'unsupported',
      `${this.#name}: "${key}": ${JSON.stringify(this.#json[key])} is not supported.`,
      'Choose a Stable Diffusion 1.x or 2.x model.',
    );
  }

  /** Stops at a value that means nothing. */
  wrong(key: string, wanted: string): never {
    throw new AppError(
      'bad-model',
      `${this.#name}: "${key}" should be ${wanted}, not ${JSON.stringify(this.#json[key])}.`,
    );
  }
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.length <= MOST_BLOCKS;
}
