// The store's part that is about asking for pictures and looking at them: data only.
import type { Group, JobInfo, Recent, View } from './jobTypes.ts';

/** What is known of one kind of picture, in milliseconds. */
export interface Measured {
  readonly stepMs: number;
  /** Reading words and hints, before the first step. */
  readonly headMs: number;
  /** From the last step to the pixels. */
  readonly tailMs: number;
  /** What it costs to come to this kind from another one: the graphs are built anew. */
  readonly buildMs: number;
}

export interface Timing {
  readonly kinds: Readonly<Record<string, Measured>>;
  /** The kind of the last picture: its graphs are built. */
  readonly warm: string | null;
}

export const NO_TIMING: Timing = { kinds: {}, warm: null };

/** 'drawing': while the hand moves; 'stroke': when it lifts. */
export type Pace = 'drawing' | 'stroke';

export interface Live {
  readonly on: boolean;
  /** 'waits': pictures that were asked for come first. */
  readonly status: 'rests' | 'draws' | 'waits';
  readonly pace: Pace;
  /** From a change to its first preview, as measured; null before the first one. */
  readonly firstMs: number | null;
  /** The finished live picture that the strip does not have yet; it comes there when the drawing rests. */
  readonly fresh: string | null;
}

export interface JobsSlice {
  /** How many pictures Generate asks for at once. */
  readonly batch: number;
  /** The queue: pictures asked for, oldest first, and the lately ended. */
  readonly jobs: readonly JobInfo[];
  readonly groups: readonly Group[];
  /** Pictures of the strip, newest first. */
  readonly recent: readonly Recent[];
  readonly view: View;
  /** New pictures take the result's place; false once the user looks at an older one. */
  readonly following: boolean;
  /** How long pictures take here, as measured. */
  readonly timing: Timing;
  readonly live: Live;
}

export const INITIAL_JOBS: JobsSlice = {
  batch: 1,
  jobs: [],
  groups: [],
  recent: [],
  view: { kind: 'picture' },
  following: true,
  timing: NO_TIMING,
  live: { on: false, status: 'rests', pace: 'stroke', firstMs: null, fresh: null },
};
