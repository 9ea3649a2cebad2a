// What a drawing tool is. Types only: a tool says what it would do and does nothing itself.
import type { Document } from '../../drawing/document.ts';
import type { Item, XY } from '../../drawing/items.ts';
import type { Point } from '../../drawing/strokes.ts';

/** A hand's movement from where it came down to where it is. */
export interface Gesture {
  /** Never empty. */
  readonly points: readonly Point[];
  /** The device measures pressure. */
  readonly measured: boolean;
  /** Shift is held: straight, square, round. */
  readonly even: boolean;
  readonly size: number;
  /** null: the paper's ink. */
  readonly colour: string | null;
}

export interface Touch {
  readonly at: XY;
  readonly colour: string | null;
  readonly document: Document;
  /** In paper units. */
  readonly paper: { readonly width: number; readonly height: number };
}

/** `colour: null` is the paper's ink. */
export type Outcome =
  /** `under`: the lines stay on top. */
  { readonly item: Item; readonly under: boolean } | { readonly colour: string | null } | null;

export interface Tool {
  readonly cursor: 'ring' | 'cross' | 'grab' | 'move';
  /** What the movement leaves; null: nothing. Tools without it leave nothing while the hand moves. */
  readonly draw?: (gesture: Gesture) => Item | null;
  /** What a touch does as soon as the hand is down. */
  readonly press?: (touch: Touch) => Outcome;
}
