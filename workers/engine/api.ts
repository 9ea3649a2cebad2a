// The engine's door: everything the app may ask of it. Types and data only; the app imports this and nothing behind it.
import type { Ctx } from '../rpc/types.ts';
import type { BackendInfo } from '../runtime/types.ts';
import type { ControlMode, FinishName, Job, Picture, StepEvent } from '../pipeline/job.ts';
import type { SamplerName } from '../samplers/types.ts';
import type { StoredPack } from '../weights/types.ts';

export { CONTROL_MODES, FINISHES, RESIZE_MODES, RNG_NAMES } from '../pipeline/job.ts';
export type {
  ControlMode,
  ControlUnit,
  FinishName,
  Job,
  Picture,
  Pixels,
  ResizeMode,
  RngName,
  StepEvent,
  Timings,
} from '../pipeline/job.ts';
export type { BackendInfo } from '../runtime/types.ts';
export { SAMPLER_NAMES } from '../samplers/types.ts';
export type { SamplerName } from '../samplers/types.ts';
export type { StoredPack } from '../weights/types.ts';

export interface EngineOptions {
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly precision: 'auto' | 'fp16' | 'fp32';
  /** Absolute URL of the folder that holds onnxruntime-web's wasm files and `models/`. */
  readonly assets: string;
}

export interface PackDefaults {
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly sampler: SamplerName;
  readonly guidanceScale: number;
  readonly guidanceRescale: number;
  readonly negativePrompt: string;
  readonly controlWeight: number;
  readonly controlMode: ControlMode;
  /** How the page shows its pictures unless its user chooses. */
  readonly finish: FinishName;
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

/** A known pack by id, any diffusers folder by URL with extra nets and LoRAs, or a folder from the user's disk. */
export type PackRef =
  | { readonly id: string }
  | {
      readonly base: string;
      readonly controlNets?: Readonly<Record<string, string>>;
      /** `scale`: 1, the strength that it was trained at, where it is absent. */
      readonly loras?: readonly { readonly url: string; readonly scale?: number }[];
    }
  | {
      /** The folder's name. */
      readonly folder: string;
      /** Path inside the folder -> file. They are read in place. Folders of ControlNets beside the model's own come along. */
      readonly files: ReadonlyMap<string, Blob>;
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
  /** The model folders on this device, half-downloaded ones too. Needs no start. */
  storedPacks(args: null, ctx: Ctx<never>): Promise<readonly StoredPack[]>;
  /** Deletes one of them, after unloading what is loaded. @throws AppError `bad-input` while another tab uses it */
  deletePack(args: { readonly id: string }, ctx: Ctx<never>): Promise<null>;
}
