// The engine's door: everything the app may ask of it. Types and data only; the app imports this and nothing behind it.
import type { Ctx } from '../rpc/types.ts';
import type { BackendInfo } from '../runtime/types.ts';
import type { SamplerName } from '../samplers/types.ts';

export type { BackendInfo } from '../runtime/types.ts';
export { SAMPLER_NAMES } from '../samplers/types.ts';
export type { SamplerName } from '../samplers/types.ts';

export interface EngineOptions {
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly precision: 'auto' | 'fp16' | 'fp32';
  /** Absolute URL of the folder that holds onnxruntime-web's wasm files and `models/`. */
  readonly assets: string;
}

export const CONTROL_MODES = ['balanced', 'prompt', 'control', 'guess'] as const;
export type ControlMode = (typeof CONTROL_MODES)[number];
export const RESIZE_MODES = ['just', 'crop', 'fill'] as const;
export type ResizeMode = (typeof RESIZE_MODES)[number];
export const RNG_NAMES = ['torch', 'philox'] as const;
export type RngName = (typeof RNG_NAMES)[number];

/** RGBA pixels, 4 * width * height bytes; ImageData satisfies it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** One ControlNet with its hint and how strongly, when and how it acts. */
export interface ControlUnit {
  /** Name of a net of the loaded pack, or of one added by `loadPack({ controlNets })`. */
  readonly net: string;
  /** The hint, RGB; the engine resizes it to the picture's size by `resize`. */
  readonly image: Pixels;
  /** Conditioning scale; 0...2, default 1. */
  readonly weight: number;
  /** Share of the steps at which the net starts and ends to act, 0...1 (diffusers' control_guidance_start/end). */
  readonly start: number;
  readonly end: number;
  readonly mode: ControlMode;
  readonly resize: ResizeMode;
}

/** A complete, validated request; defaults are already filled in. */
export interface Job {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly sampler: SamplerName;
  readonly guidanceScale: number;
  readonly seed: number;
  readonly rng: RngName;
  readonly controls: readonly ControlUnit[];
  readonly init: { readonly image: Pixels; readonly strength: number } | null;
  /** Inpaint: white is repainted, black is kept. Needs `init`. */
  readonly mask: Pixels | null;
  /** Layers of the text encoder to skip from the end (A1111 counts this + 1). */
  readonly clipSkip: number;
}

/** Sent after every step. `preview` is transferred: the receiver owns it and closes it. */
export interface StepEvent {
  readonly step: number;
  readonly steps: number;
  readonly sigma: number;
  readonly preview: ImageBitmap | null;
}

export interface Timings {
  /** Milliseconds by stage. */
  readonly text: number;
  readonly hint: number;
  readonly denoise: number;
  readonly decode: number;
  readonly total: number;
  /** Inside session runs, all stages together. */
  readonly sessionRuns: number;
  /** From the request to the first preview. */
  readonly firstPreview: number;
}

export interface Picture {
  readonly pixels: Pixels;
  readonly seed: number;
  readonly timings: Timings;
  readonly backend: BackendInfo;
  /** A1111's `parameters` text, as written into PNG files. */
  readonly metadata: string;
}

export interface PackDefaults {
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly sampler: SamplerName;
  readonly guidanceScale: number;
  readonly negativePrompt: string;
  readonly controlWeight: number;
}

export interface PackInfo {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  readonly installed: boolean;
  readonly loaded: boolean;
  readonly sizeBytes: number;
  readonly controlNets: readonly { readonly name: string; readonly conditions: readonly string[] }[];
  readonly defaults: PackDefaults;
  readonly examples: readonly string[];
  /** Picture sides must be multiples of this (the VAE's factor times the UNet's). */
  readonly sizeMultiple: number;
}

/** A known pack by id, or any diffusers folder by URL with extra nets and LoRAs. */
export type PackRef =
  | { readonly id: string }
  | {
      readonly base: string;
      readonly controlNets?: Readonly<Record<string, string>>;
      readonly loras?: readonly { readonly url: string; readonly scale: number }[];
    };

export interface LoadProgress {
  readonly stage: 'download' | 'compile';
  readonly file: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface EngineApi {
  /** Chooses the backend. Must be called once before anything else. */
  start(args: EngineOptions, ctx: Ctx<never>): Promise<BackendInfo>;
  packs(args: null, ctx: Ctx<never>): Promise<readonly PackInfo[]>;
  loadPack(args: PackRef, ctx: Ctx<LoadProgress>): Promise<PackInfo>;
  generate(args: Job, ctx: Ctx<StepEvent>): Promise<Picture>;
  /** Frees every session and file handle; the next `generate` needs `loadPack` again. */
  unload(args: null, ctx: Ctx<never>): Promise<null>;
}
