// What other programs' pictures say of how they were made: raw as a program wrote it, and settled in our own terms. Types only.
import type { Chunking, ControlMode, ResizeMode, RngName, SamplerName } from '../../../workers/engine/api.ts';

/** A control unit in `generate`'s terms, without its image: `net` as the picture's program called the model. */
export interface ToldControl {
  readonly net: string;
  readonly preprocessor?: string;
  readonly weight?: number;
  readonly start?: number;
  readonly end?: number;
  readonly mode?: ControlMode;
  readonly resize?: ResizeMode;
}

/** A request in `generate`'s own terms; what the picture does not say, or says beyond our ranges, is absent. */
export interface ToldRequest {
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly steps?: number;
  readonly sampler?: SamplerName;
  readonly guidanceScale?: number;
  readonly guidanceRescale?: number;
  readonly seed?: number;
  readonly rng?: RngName;
  readonly clipSkip?: number;
  /** Of a program that cuts long prompts at commas. */
  readonly chunking?: Chunking;
  /** LoRAs that are on this device, by the names that they have here. */
  readonly loras?: readonly { readonly name: string; readonly weight: number; readonly textWeight?: number }[];
  /** A VAE that is on this device. */
  readonly vae?: string;
  readonly controls?: readonly ToldControl[];
  /** Of the mask with which a part was repainted, in pixels; the mask itself is not told. */
  readonly maskBlur?: number;
  /** The strength with which a picture was started from; the picture itself is not told. */
  readonly init?: { readonly strength: number };
}

/** Something that was used and cannot be taken, by the name that its program (or A1111) has for it. */
export interface LeftOut {
  readonly name: string;
  readonly value?: string;
}

/** A model, LoRA, embedding or VAE as its file is called there. */
export interface ToldModel {
  readonly name: string;
  /** The beginning of one of its file's hashes, lower-case hex, where told. */
  readonly hash?: string;
  readonly weight?: number;
  /** Where the text encoder's differs. */
  readonly textWeight?: number;
}

export interface ToldSettings {
  /** Who wrote the picture. */
  readonly program: string;
  readonly request: ToldRequest;
  readonly notTaken: readonly LeftOut[];
  readonly model: ToldModel | null;
  readonly loras: readonly ToldModel[];
  readonly embeddings: readonly ToldModel[];
  readonly vae: ToldModel | null;
}

/** A unit before its numbers are looked at. */
export interface DraftControl {
  readonly net: unknown;
  readonly preprocessor?: unknown;
  readonly weight?: unknown;
  readonly start?: unknown;
  readonly end?: unknown;
  readonly mode?: unknown;
  readonly resize?: unknown;
}

/** What a program's reader found: values as they stand there; absent, null and '' are "not told". */
export interface Draft {
  readonly program: string;
  readonly prompt?: unknown;
  readonly negativePrompt?: unknown;
  readonly width?: unknown;
  readonly height?: unknown;
  readonly steps?: unknown;
  /** Its name in any program's spelling. */
  readonly sampler?: unknown;
  /** The noise schedule, where it is named apart. */
  readonly schedule?: unknown;
  /** What a plain DPM++ 2M means for this writer. */
  readonly karrasByDefault?: boolean;
  readonly guidanceScale?: unknown;
  readonly guidanceRescale?: unknown;
  readonly seed?: unknown;
  readonly rng?: RngName | undefined;
  /** Layers of the text encoder left out, from 0. */
  readonly clipSkip?: unknown;
  readonly strength?: unknown;
  readonly maskBlur?: unknown;
  readonly controls?: readonly DraftControl[];
  readonly model?: ToldModel | null;
  readonly loras?: readonly ToldModel[];
  readonly embeddings?: readonly ToldModel[];
  readonly vae?: ToldModel | null;
  readonly others?: readonly LeftOut[];
  /** Prompts are read, and cut where they are long, as A1111 does it. */
  readonly likeA1111?: boolean;
  /** The words are in another grammar than A1111's: their brackets mean something else. */
  readonly otherWeights?: boolean;
}
