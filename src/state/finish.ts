// The finish of the page's pictures as data: painted or clean, and how clean ones look.
import type { FinishNote } from '../../workers/finish/api.ts';
import type { FinishName } from '../../workers/engine/api.ts';

export const INKS = ['shade', 'drawn', 'black', 'white', 'none'] as const;
/** The colour of the lines: a dark shade of what they lie on, as they were drawn, black, white, or no lines at all. */
export type InkName = (typeof INKS)[number];

export const BACKGROUNDS = ['paper', 'transparent'] as const;
export type BackgroundName = (typeof BACKGROUNDS)[number];

/** Why a clean picture follows no lines: what the worker says of them. 'failed': it stays as it was painted. */
export type Why = FinishNote | 'failed';

/** What is known of the shown picture's clean form. */
export interface CleanInfo {
  /** The picture's. */
  readonly id: string;
  /** It is shown clean. */
  readonly drawn: boolean;
  /** null where it follows its lines. */
  readonly why: Why | null;
  /** Which clean form it is: another one has another number. */
  readonly version: number;
}

/** Pinned colours are no part of it: they lie on the drawing (drawing/items.ts). */
export interface Finish {
  /** null: the pack's own. */
  readonly name: FinishName | null;
  readonly ink: InkName;
  /** At most so many colours, 2...32; null: as many as there are. */
  readonly colours: number | null;
  readonly background: BackgroundName;
  /** Gaps in the lines up to so many line widths are closed, 0...8. */
  readonly gap: number;
  /** A line map is taken the other way round than it looks: its light parts are the lines, or its dark ones. */
  readonly inverted: boolean;
}

export const INITIAL_FINISH: Finish = {
  name: null,
  ink: 'shade',
  colours: null,
  background: 'paper',
  gap: 4,
  inverted: false,
};
