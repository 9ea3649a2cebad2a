// What one picture is asked for and what comes back: plain data, shared by the engine's door and the recipe. Types only.
import type { BackendInfo } from '../runtime/types.ts';
import type { SamplerName } from '../samplers/types.ts';

export const CONTROL_MODES = ['balanced', 'prompt', 'control', 'positive', 'guess'] as const;
export type ControlMode = (typeof CONTROL_MODES)[number];
/** How a picture is shown and kept: as the model painted it, or as the drawing's regions in the model's colours, inked. */
export const FINISHES = ['painted', 'clean'] as const;
export type FinishName = (typeof FINISHES)[number];
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

/** A LoRA by name: one that `loadPack({ loras })` brought, or one that was added (`addModel`). */
export interface LoraUse {
  readonly name: string;
  /** 1: as trained. */
  readonly weight: number;
  /** For the text encoder, where it is another one. */
  readonly textWeight?: number;
}

export const CHUNKINGS = ['commas', 'full'] as const;
export type Chunking = (typeof CHUNKINGS)[number];

/** A complete, validated request; defaults are already filled in. */
export interface Job {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly sampler: SamplerName;
  readonly guidanceScale: number;
  /** 0...1: how far guidance's result is brought back to the contrast of the conditional one; diffusers' guidance_rescale. */
  readonly guidanceRescale: number;
  readonly seed: number;
  readonly rng: RngName;
  readonly controls: readonly ControlUnit[];
  readonly init: { readonly image: Pixels; readonly strength: number } | null;
  /** Inpaint: white is repainted, black is kept. Needs `init`. */
  readonly mask: Pixels | null;
  /** 0...64: standard deviation of the mask's blur in pixels of the picture; absent: 0, a hard edge. */
  readonly maskBlur?: number;
  /** Layers of the text encoder to skip from the end (A1111 counts this + 1). */
  readonly clipSkip: number;
  /** Beside those that the prompt names. */
  readonly loras?: readonly LoraUse[];
  /** How long prompts are cut: `commas` (A1111's way) where it is absent. */
  readonly chunking?: Chunking;
  /** The name of an added autoencoder; absent or null: the model's own. */
  readonly vae?: string | null;
  /**
   * The caller may want another picture as soon as it has seen this one's first preview: the engine listens a moment
   * for that before the second step.
   */
  readonly yields?: boolean;
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
  /** What of the words could not be followed, by the names that they have there: a LoRA that is not here, `AND` ... */
  readonly notTaken: readonly string[];
}
