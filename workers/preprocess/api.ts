// The preprocess worker's door. Types only.
import type { Rgba } from '../image/types.ts';
import type { Ctx } from '../rpc/types.ts';
import type { Params, PreprocessOptions, PreprocessProgress } from './types.ts';

export type {
  Meta,
  NumberParam,
  Params,
  PreprocessOptions,
  PreprocessorName,
  PreprocessProgress,
  WeightsNeeded,
} from './types.ts';

export interface PreprocessRequest {
  readonly name: string;
  readonly image: Rgba;
  /** What is absent takes its default. `resolution` (64...2048, default 512) where the frame is 'detect'. */
  readonly params: Params;
  readonly options: PreprocessOptions;
  /** The picture's own file: what reads depth takes all 16 bits of a grey PNG from it. */
  readonly file?: Blob;
}

export interface ControlMap extends Rgba {
  /** The pose that was found, as OpenPose JSON in pixels of the map. */
  readonly pose?: string;
}

export interface PreprocessApi {
  /**
   * The control map, as large as the run saw the picture.
   * @throws AppError 'bad-input' for an unknown name or a parameter out of range; a network's 'download', 'bad-model' ...
   */
  run(args: PreprocessRequest, ctx: Ctx<PreprocessProgress>): Promise<ControlMap>;
  /** Downloaded weights that are on this device, half-downloaded ones not counted. */
  storedWeights(args: undefined, ctx: Ctx<never>): Promise<readonly StoredWeights[]>;
  /** Deletes the downloaded weights of a preprocessor. @throws AppError 'bad-input' while another tab uses them */
  deleteWeights(args: { readonly name: string }, ctx: Ctx<never>): Promise<void>;
}

export interface StoredWeights {
  /** As in the description's `weights.url`; two preprocessors may share weights. */
  readonly url: string;
  readonly bytes: number;
}
