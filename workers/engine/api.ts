// The engine's door: everything the app may ask of it. Types and data only; the app imports this and nothing behind it.
import type { Ctx } from '../rpc/types.ts';
import type { BackendInfo } from '../runtime/types.ts';
import type { ControlMode, FinishName, Job, Picture, StepEvent } from '../pipeline/job.ts';
import type { SamplerName } from '../samplers/types.ts';
import type { StoredPack } from '../weights/types.ts';

export { CHUNKINGS, CONTROL_MODES, FINISHES, RESIZE_MODES, RNG_NAMES } from '../pipeline/job.ts';
export type {
  Chunking,
  ControlMode,
  ControlUnit,
  FinishName,
  Job,
  LoraUse,
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
  /** Its weights are on this device, or come with the page. */
  readonly installed: boolean;
  readonly loaded: boolean;
  readonly sizeBytes: number;
  readonly controlNets: readonly {
    readonly name: string;
    readonly conditions: readonly string[];
    /** A T2I-Adapter, which runs once a picture instead of once a step. */
    readonly light?: true;
  }[];
  readonly defaults: PackDefaults;
  readonly examples: readonly string[];
  /** Picture sides must be multiples of this (8 for Stable Diffusion). */
  readonly sizeMultiple: number;
  /** Made to repaint: without a start picture and a mask it makes all of the picture anew. */
  readonly inpainting?: boolean;
  /** Which Stable Diffusion it is, as far as its text encoder's width says. */
  readonly family?: ModelRecord['family'];
  /** false: the disk is full, or answers with errors, so that it is in memory and fetched again at the next visit. */
  readonly kept?: false;
}

/** A known pack or a model of `models()` by id, any diffusers folder by URL with extra nets and LoRAs, or a folder from the user's disk. */
export type PackRef =
  | { readonly id: string }
  | {
      readonly base: string;
      readonly controlNets?: Readonly<Record<string, string>>;
      /** `name`: the file's, without its ending, where it is absent; `scale`: 1, the strength that it was trained at. */
      readonly loras?: readonly { readonly url: string; readonly name?: string; readonly scale?: number }[];
    }
  | {
      /** The folder's name. */
      readonly folder: string;
      /** Path inside the folder -> file. They are read in place. Folders of ControlNets beside the model's own come along. */
      readonly files: ReadonlyMap<string, Blob>;
    };

/** What a file of weights can be; told by its tensors. `preview`: a small autoencoder (TAESD) that decodes what is seen on the way. */
export type ModelKind = 'checkpoint' | 'controlnet' | 'vae' | 't2i-adapter' | 'lora' | 'embedding' | 'preview';

/** A model that somebody has added. */
export interface ModelRecord {
  /** For `loadPack({ id })` where it is a checkpoint, and for `removeModel`, `renameModel`. */
  readonly id: string;
  readonly kind: ModelKind;
  readonly name: string;
  /** Which Stable Diffusion it is for; `unknown` where nothing in the file says. */
  readonly family: 'sd1' | 'sd2' | 'unknown';
  readonly bytes: number;
  /** The file's name, or the address that it came from. */
  readonly source: string;
  /** Names of what has it open now. */
  readonly uses: readonly string[];
  /** Lower-case hex, '' where it was not computed. */
  readonly sha256: string;
  /** What A1111 calls the file by besides: the eight digits of 2022, and of a LoRA the SHA-256 of its tensors alone. */
  readonly otherHashes: readonly string[];
  /** What a net wants to see, in sd-webui's words (`canny`, `depth` ...); null where nobody said. */
  readonly condition: string | null;
  /** Address of the diffusers folder whose configs it goes by. */
  readonly config: string | null;
  /** What a checkpoint's UNet answers with, where somebody said. */
  readonly prediction: 'epsilon' | 'v_prediction' | null;
  /** False where there is no copy (no room, or none was wanted): it is here until the page is closed. */
  readonly kept: boolean;
}

/** A download that stopped before its end. */
export interface UnfinishedModel {
  /** For `removeModel`, which throws it away. */
  readonly id: string;
  /** Its address: `addModel` goes on there. */
  readonly source: string;
  /** That have arrived. */
  readonly bytes: number;
}

export interface AddModel {
  /** A file, the http(s) address of one, or `owner/name/path/to/file.safetensors` of the Hugging Face hub. */
  readonly source: Blob | string;
  readonly name?: string;
  readonly config?: string;
  readonly prediction?: 'epsilon' | 'v_prediction';
  readonly condition?: string;
  /** What an address must give, lower-case hex. Of the hub's files the hub itself is asked where it is absent. */
  readonly sha256?: string;
  /** False: a file of a disk is read where it lies, until the page is closed. Default: it is copied, where there is room. */
  readonly keep?: boolean;
}

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
  /** Where this rejects, the pack before is still loaded. */
  loadPack(args: PackRef, ctx: Ctx<LoadProgress>): Promise<PackInfo>;
  /** The models that were added. Needs no start. */
  models(args: null, ctx: Ctx<never>): Promise<readonly ModelRecord[]>;
  /**
   * Recognises a file of weights and keeps it; an address is downloaded first, going on where an earlier call stopped.
   * @throws AppError `unsupported` naming what it is instead, `bad-model`; `bad-input`, `download`, `storage-full` of addresses
   */
  addModel(args: AddModel, ctx: Ctx<LoadProgress>): Promise<ModelRecord>;
  /** The downloads that stopped before their end and can go on. */
  unfinishedModels(args: null, ctx: Ctx<never>): Promise<readonly UnfinishedModel[]>;
  /**
   * Takes one off the list after unloading what uses it; it can be put back until `sweepModels`. For good: what was deleted before,
   * and what has arrived of a download. @throws AppError `bad-input` while another tab uses what goes for good
   */
  removeModel(args: { readonly id: string }, ctx: Ctx<never>): Promise<null>;
  /** Those that can be put back. */
  deletedModels(args: null, ctx: Ctx<never>): Promise<readonly ModelRecord[]>;
  /** @throws AppError `bad-input` where it is gone for good */
  restoreModel(args: { readonly id: string }, ctx: Ctx<never>): Promise<ModelRecord>;
  /** Deletes for good what was deleted. */
  sweepModels(args: null, ctx: Ctx<never>): Promise<null>;
  renameModel(args: { readonly id: string; readonly name: string }, ctx: Ctx<never>): Promise<ModelRecord>;
  generate(args: Job, ctx: Ctx<StepEvent>): Promise<Picture>;
  /** Frees every session and file handle; the next `generate` needs `loadPack` again. */
  unload(args: null, ctx: Ctx<never>): Promise<null>;
  /** The model folders on this device, half-downloaded ones too. Needs no start. */
  storedPacks(args: null, ctx: Ctx<never>): Promise<readonly StoredPack[]>;
  /** Deletes one of them, after unloading the model that is made of it. @throws AppError `bad-input` while another tab uses it */
  deletePack(args: { readonly id: string }, ctx: Ctx<never>): Promise<null>;
  /** Whether that model is made of this stored folder: as its base, a ControlNet or a LoRA. */
  usesPack(args: { readonly id: string; readonly ref: PackRef }, ctx: Ctx<never>): Promise<boolean>;
}
