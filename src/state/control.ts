// Control units, the start picture and the mask as data; pixels are in `stock.ts`. Types only.
import type { ControlMode, ResizeMode } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';

/** A picture whose pixels are kept in `stock.ts` and in storage, under its id. */
export interface PictureRef {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** What it is called for its user; a file's name, say. */
  readonly name: string;
}

export type UnitSource =
  /** All that is on the paper. */
  | { readonly kind: 'drawing' }
  | { readonly kind: 'layer'; readonly layer: string }
  /** The photo panel's map. */
  | { readonly kind: 'map' }
  /** A picture file; `map` is what its preprocessor made of it, null while that is not there ('none' makes nothing). */
  | {
      readonly kind: 'file';
      readonly file: PictureRef;
      readonly preprocessor: PreprocessorName;
      readonly map: PictureRef | null;
    };

/** One net with what it looks at and how strongly, when and how it acts. */
export interface Unit {
  readonly id: string;
  readonly on: boolean;
  readonly source: UnitSource;
  /** The net's name; null: the one that is made for the source. */
  readonly net: string | null;
  /** 0...2; null: the pack's own. */
  readonly weight: number | null;
  /** Share of the steps at which the net begins and ceases to act, 0...1. */
  readonly start: number;
  readonly end: number;
  /** null: the pack's own. */
  readonly mode: ControlMode | null;
  /** How a source of another shape is brought to the picture's; the photo panel's map has its own (`photo.resize`). */
  readonly resize: ResizeMode;
}

export type StartSource =
  | { readonly kind: 'none' }
  /** The drawing as it is seen, in its colours on paper. */
  | { readonly kind: 'drawing' }
  /** A picture as it was when it was chosen. */
  | { readonly kind: 'picture'; readonly picture: PictureRef; readonly from: 'result' | 'photo' | 'file' };

/** The picture that the next one starts from (img2img). */
export interface Start {
  readonly source: StartSource;
  /** Denoise strength, 0...1: how much may change. */
  readonly strength: number;
}

export interface MaskStroke {
  /** True where it takes paint away. */
  readonly erase: boolean;
  /** Diameter in paper units. */
  readonly size: number;
  /** x, y, x, y ... in paper units from the paper's centre. */
  readonly points: readonly number[];
}

/** Where the start picture is repainted; as vectors, so that it fits any size and costs little to keep. */
export interface Mask {
  readonly on: boolean;
  /** Painted and unpainted are swapped; strokes are kept as they were before the swap. */
  readonly inverted: boolean;
  /** How softly it ends: standard deviation in pixels of the picture, 0...64. */
  readonly blur: number;
  readonly strokes: readonly MaskStroke[];
}

/** All of this folder's lasting state. */
export interface Control {
  readonly units: readonly Unit[];
  readonly start: Start;
  readonly mask: Mask;
}

/** The map of a unit's file in the making, or why there is none; units that are not named have none. */
export type UnitJob<Failure> = { readonly status: 'running' } | { readonly status: 'failed'; readonly error: Failure };
