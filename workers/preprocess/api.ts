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
}

export interface PreprocessApi {
  /**
   * The control map, as large as the run saw the picture.
   * @throws AppError 'bad-input' for an unknown name or a parameter out of range; a network's 'download', 'bad-model' ...
   */
  run(args: PreprocessRequest, ctx: Ctx<PreprocessProgress>): Promise<Rgba>;
}
