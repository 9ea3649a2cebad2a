// What `window.inkling.generate` takes and gives: public types, documented in docs/api.md. Types only.
import type {
  BackendInfo,
  Chunking,
  ControlMode,
  FinishName,
  ResizeMode,
  RngName,
  SamplerName,
  StepEvent,
  Timings,
} from '../../workers/engine/api.ts';
import type { FinishNote } from '../../workers/finish/api.ts';
import type { ImageInput } from '../files/pixels.ts';

/** A clean picture. */
export interface FinishResult {
  readonly svg: string;
  readonly regions: number;
  /** Why its regions do not follow the lines but are traced from the painted picture: 'no-lines', 'too-many' ...; null where they do. */
  readonly note: FinishNote | null;
  /** Its pixels, `scale` times as large as the painted picture, sides up to 4096. */
  image(scale?: number): Promise<ImageData>;
}

export type PreprocessParams = Readonly<Record<string, number>>;

export interface ControlRequest<Image = ImageInput> {
  /** Default: the pack's first net. */
  readonly net?: string;
  readonly image: Image;
  /** Default 'none': the image is the hint. */
  readonly preprocessor?: string;
  readonly params?: PreprocessParams;
  readonly weight?: number;
  readonly start?: number;
  readonly end?: number;
  readonly mode?: ControlMode;
  readonly resize?: ResizeMode;
}

export interface GenerateRequest<Image = ImageInput> {
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly steps?: number;
  readonly sampler?: SamplerName;
  readonly guidanceScale?: number;
  readonly guidanceRescale?: number;
  /** 0...4294967295; absent or -1: random. */
  readonly seed?: number;
  readonly rng?: RngName;
  readonly controls?: readonly ControlRequest<Image>[];
  readonly init?: { readonly image: Image; readonly strength?: number };
  readonly mask?: Image;
  /** 0...64, in pixels of the picture: how softly the repainted part ends. */
  readonly maskBlur?: number;
  readonly clipSkip?: number;
  /** Beside those of the prompt's `<lora:name:weight>`. */
  readonly loras?: readonly { readonly name: string; readonly weight?: number; readonly textWeight?: number }[];
  readonly chunking?: Chunking;
  /** 'clean': the result has `finish`, too. Default 'painted', whatever the pack says: `image` is always the painted picture. */
  readonly finish?: FinishName;
  /** The name of an added VAE; absent or null: the model's own. */
  readonly vae?: string | null;
}

export interface GenerateOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (event: StepEvent) => void;
}

export interface GenerateResult {
  readonly image: ImageData;
  readonly seed: number;
  readonly timings: Timings;
  readonly backend: BackendInfo;
  /** A1111's `parameters` text. */
  readonly metadata: string;
  /** What of the words could not be followed: a LoRA that is not here, `AND` ... */
  readonly notTaken: readonly string[];
  /** The clean picture, where it was asked for. */
  readonly finish: FinishResult | null;
}
