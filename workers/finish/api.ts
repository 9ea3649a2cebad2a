// The finish worker's door: a picture and the lines that it followed become a clean picture of vectors. Types only.
import type { Rgba } from '../image/types.ts';
import type { Ctx } from '../rpc/types.ts';

/** One drawn thing, as closed outlines. */
export interface Outline {
  /** Each x, y, x, y ... in paper units from the paper's top left; together they are filled by the nonzero rule. */
  readonly rings: readonly Float32Array[];
  /** The outline is the curve through the middles of the sides (as pen strokes are painted), not the polygon itself. */
  readonly smooth: boolean;
  /** '#rrggbb' */
  readonly colour: string;
  /** It takes from what lies before it. */
  readonly erases: boolean;
}

/** The lines that a picture followed. */
export type Lines =
  | {
      readonly kind: 'strokes';
      /** The paper's sides in paper units. */
      readonly width: number;
      readonly height: number;
      /** First drawn first. */
      readonly outlines: readonly Outline[];
    }
  | {
      /** Dark on white or white on black: told by itself from what lies along the border; `inverted` takes the other way. */
      readonly kind: 'map';
      readonly pixels: Rgba;
      readonly inverted?: boolean;
    }
  | {
      /** It followed none: words alone, a depth map. The clean picture's sides, in its units. */
      readonly kind: 'none';
      readonly width: number;
      readonly height: number;
    };

/** 'shade': a dark shade of the colour that the line lies on; 'drawn': the line's own colour. */
export const INKS = ['shade', 'drawn', 'black', 'white', 'none'] as const;
export type Ink = (typeof INKS)[number];

/** A colour that the user gave to the region at a point. */
export interface Pinned {
  /** In the units of the clean picture. */
  readonly x: number;
  readonly y: number;
  /** '#rrggbb' */
  readonly colour: string;
}

export interface FinishOptions {
  readonly ink: Ink;
  /** At most so many colours, 2...32; null for as many as there are. Pinned colours come on top. */
  readonly colours: number | null;
  readonly background: 'paper' | 'transparent';
  /** The widest gap that closes whatever the picture shows, 0...8, in widths of the line. */
  readonly gap: number;
  readonly pinned: readonly Pinned[];
}

export const FINISH_DEFAULTS: FinishOptions = {
  ink: 'shade',
  colours: null,
  background: 'paper',
  gap: 4,
  pinned: [],
};

export type Fill =
  | { readonly kind: 'flat'; readonly colour: string }
  | {
      /** As SVG and canvas have it, in the units of the picture; colours '#rrggbb', positions rising 0...1. */
      readonly kind: 'linear';
      readonly from: readonly [x: number, y: number];
      readonly to: readonly [x: number, y: number];
      readonly stops: readonly { readonly at: number; readonly colour: string }[];
    };

export interface CleanRegion {
  /** SVG path data, closed, even-odd. */
  readonly path: string;
  readonly fill: Fill;
  /** A point well inside, to name the region by (`Pinned`). Regions of one drawing keep theirs whatever the picture. */
  readonly seed: readonly [x: number, y: number];
  /** Share of the picture, 0...1. */
  readonly area: number;
  /** Near white and at the border: what 'transparent' leaves out. */
  readonly background: boolean;
  readonly pinned: boolean;
}

/** Lines over the regions; filled by the nonzero rule. */
export interface CleanInk {
  readonly path: string;
  readonly colour: string;
}

/** Why a clean picture does not follow its lines: its regions are traced from the painted picture alone then. */
export const FINISH_NOTES = ['no-lines', 'all-ink', 'mostly-ink', 'too-many', 'too-small', 'unrelated'] as const;
export type FinishNote = (typeof FINISH_NOTES)[number];

export interface CleanPicture {
  /** Paper units for strokes, the map's pixels for a map. */
  readonly width: number;
  readonly height: number;
  /** Painted in this order. */
  readonly regions: readonly CleanRegion[];
  readonly inks: readonly CleanInk[];
  readonly background: FinishOptions['background'];
  /** Not null: why no lines part the regions, and there are no inks. 'mostly-ink': the map may be meant the other way (`inverted`). */
  readonly note: FinishNote | null;
}

export interface CleanRequest {
  /** The painted picture, of any size; it is laid over the lines' whole paper. */
  readonly pixels: Rgba;
  readonly lines: Lines;
  /** What is absent takes its default. */
  readonly options?: Partial<FinishOptions>;
  /** false: where no lines part regions there are none, which saves their tracing. Default true. */
  readonly traces?: boolean;
}

export interface FinishApi {
  /** Finds the regions of a drawing ahead, so that the first `clean` of it with this gap costs only its colours. Refuses lines as `clean` does. */
  prepare(args: { readonly lines: Lines; readonly gap: number }, ctx: Ctx<never>): Promise<void>;
  /**
   * The clean picture. The regions of the last few drawings are kept (by content), so that a preview costs only its colours.
   * @throws AppError 'bad-input' for sides, colours or options out of range, never for what is drawn
   */
  clean(args: CleanRequest, ctx: Ctx<never>): Promise<CleanPicture>;
}
