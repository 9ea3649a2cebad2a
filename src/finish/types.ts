// The finish of the page's pictures as data: painted or clean, and how clean ones look. Types only.
import type { FinishName } from '../../workers/engine/api.ts';

export const INKS = ['shade', 'drawn', 'black', 'white', 'none'] as const;
/** The colour of the lines: a dark shade of what they lie on, as they were drawn, black, white, or no lines at all. */
export type InkName = (typeof INKS)[number];

export const BACKGROUNDS = ['paper', 'transparent'] as const;
export type BackgroundName = (typeof BACKGROUNDS)[number];

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
  /** Pinned colours are shown to the pack's colour net, too. */
  readonly pinsGuide: boolean;
}
