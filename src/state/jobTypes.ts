// Pictures that were asked for, as data: what waits, what is in the making, what came of it. Types only.
import type { ErrorCode } from '../../workers/errors.ts';
import type { AxisKey } from './axisTypes.ts';

export type JobState =
  | { readonly status: 'queued' }
  /** Its turn has come, but the engine, the pack or a picture of `window.inkling` must be finished first. */
  | { readonly status: 'loading' }
  | {
      readonly status: 'running';
      readonly step: number;
      readonly steps: number;
      /** When the last step ended, or the picture began (performance.now). */
      readonly sinceMs: number;
      /** Mean step time of this picture; null before its second step. */
      readonly stepMs: number | null;
    }
  | { readonly status: 'done' }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: { code: ErrorCode; message: string; hint: string } };

export interface JobInfo {
  /** The finished picture has the same id. */
  readonly id: string;
  readonly group: string;
  readonly words: string;
  readonly seed: number;
  readonly size: { readonly width: number; readonly height: number };
  /** What its time depends on; null until a pack is known. */
  readonly cost: Cost | null;
  readonly state: JobState;
}

/** What decides how long a picture takes. */
export interface Cost {
  /** Pictures of one kind take the same time a step. */
  readonly kind: string;
  readonly steps: number;
}

export type GroupKind = 'single' | 'batch' | 'variations' | 'grid';

/** Pictures that were asked for together. Kept, newest last, as long as they can be looked at. */
export interface Group {
  readonly id: string;
  readonly kind: GroupKind;
  readonly jobs: readonly string[];
  /** For a comparison: what varies; jobs are in rows, left to right. */
  readonly axes?: { readonly x: AxisValues; readonly y: AxisValues | null };
}

export interface AxisValues {
  readonly key: AxisKey;
  readonly values: readonly string[];
}

/** What the result's place shows. */
export type View =
  | { readonly kind: 'picture' }
  | { readonly kind: 'group'; readonly group: string }
  /** `at`: how much of the left one is seen, 0...100. */
  | { readonly kind: 'compare'; readonly left: Side; readonly right: Side; readonly at: number };

/** One side of the comparison: the paper, or a recent picture by its id. */
export type Side = 'drawing' | (string & {});

/** A picture in the strip; its pixels are in `stock.ts`. */
export interface Recent {
  readonly id: string;
  readonly group: string;
  readonly words: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
}
