// What a preprocessor is: its description, which the page draws a panel from, and its run. Types only.
import type { FloatPlane, Rgb } from '../image/types.ts';

/** sd-webui-controlnet's names. */
export type PreprocessorName =
  | 'none'
  | 'invert'
  | 'threshold'
  | 'canny'
  | 'lineart_standard'
  | 'scribble_hed'
  | 'scribble_xdog'
  | 'softedge_hed'
  | 'softedge_inkling'
  | 'scribble_inkling'
  | 'mlsd'
  | 'mlsd_lsd'
  | 'seg_ofade20k'
  | 'depth_anything'
  | 'depth_file'
  | 'normal_bae'
  | 'normal_midas'
  | 'openpose';

/** One slider, or where it is a flag (0 or 1) one switch. */
export interface NumberParam {
  readonly key: string;
  readonly label: string;
  readonly flag?: true;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly default: number;
}

/** Weights that must be fetched before the first run. */
export interface WeightsNeeded {
  /** Who made them, as a person would say it. */
  readonly source: string;
  readonly url: string;
  readonly bytes: number;
  readonly licence: string;
  /** Lower-case hex; absent where the publisher lists none that we could check. */
  readonly sha256?: string;
}

export interface Meta {
  readonly name: PreprocessorName;
  readonly title: string;
  /** One sentence: what it makes of a picture. */
  readonly about: string;
  readonly group: 'plain' | 'lines' | 'regions' | 'shape' | 'pose';
  readonly params: readonly NumberParam[];
  /**
   * How the picture is brought to the run. 'detect': resized so that the shorter side is `resolution`, padded to a
   * multiple of 64, cropped back afterwards (sd-webui-controlnet's resize_image_with_pad). 'whole': as it is.
   */
  readonly frame: 'detect' | 'whole';
  /** It reads a depth map: more than 8 bits of it where the file has them. */
  readonly readsDepth?: boolean;
  /** Absent: it needs none. */
  readonly weights?: WeightsNeeded;
}

export interface RunContext {
  readonly signal: AbortSignal;
  /** Names the stage and how far it is, 0...1. */
  readonly progress: (event: PreprocessProgress) => void;
  /** How networks are run and where this site's files are. */
  readonly options: PreprocessOptions;
  /** The picture's brightness, 0...255, of more than 8 bits: framed like the picture, where asked for and there. */
  readonly depth?: FloatPlane;
}

export interface PreprocessProgress {
  readonly stage: 'download' | 'load' | 'run';
  readonly loadedBytes: number;
  /** 0 while unknown. */
  readonly totalBytes: number;
}

export interface PreprocessOptions {
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly precision: 'auto' | 'fp16' | 'fp32';
  /** Absolute URL of the folder that holds `ort/` and `models/`. */
  readonly assets: string;
}

export type Params = Readonly<Record<string, number>>;

/** A map, and what it was drawn from where that can be taken up by hand. */
export interface Made extends Rgb {
  /** OpenPose JSON of the pose, for a map of these sides, which begins in the same corner. */
  readonly pose?: (width: number, height: number) => string;
}

/** What `<name>/run.ts` exports as `run`: a picture to its control map, of the same size. `params` are complete and in range. */
export type Run = (image: Rgb, params: Params, context: RunContext) => Made | Promise<Made>;
