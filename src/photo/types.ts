// The photo, its preprocessor and its control map as data; pixels are in `stock.ts`. Types only.
import type { ResizeMode } from '../../workers/engine/api.ts';
import type { Params, PreprocessorName, PreprocessProgress } from '../../workers/preprocess/api.ts';

export interface PhotoInfo {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Sentences on what was done to the file. */
  readonly notes: readonly string[];
}

export interface MapInfo {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** What it shows: chooses the net. */
  readonly kind: PreprocessorName;
  readonly origin: 'photo' | 'file' | 'hand';
}

export interface PhotoState {
  /** Whether the panel is on the page. */
  readonly open: boolean;
  readonly photo: PhotoInfo | null;
  readonly preprocessor: PreprocessorName;
  /** What the user set, for each preprocessor; what is absent takes its default. */
  readonly params: Readonly<Partial<Record<PreprocessorName, Params>>>;
  /** The resolution follows the wanted picture. */
  readonly pixelPerfect: boolean;
  /** How a map of another shape is brought to the picture's. */
  readonly resize: ResizeMode;
  readonly map: MapInfo | null;
  /** The last pose made by hand or found in a photo, as OpenPose JSON. */
  readonly pose: string | null;
  /** URLs of weights whose download the user agreed to. */
  readonly agreed: readonly string[];
}

export type MapJob<Failure> =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: PreprocessProgress | null }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: Failure };
