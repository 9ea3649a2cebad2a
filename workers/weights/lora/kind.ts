// What each kind of LoRA file tells: how a layer's change follows from its parts. Types only.
import type { Floats } from './algebra.ts';
import type { PartName, Parts } from './parts.ts';

/** A part's tensor as float32. @throws AppError `bad-model` where it is missing or holds no floats */
export type ReadPart = (part: PartName) => Floats;
/** A part's shape without reading it. */
export type ShapeOf = (part: PartName) => readonly number[];

export interface LoraKind {
  /** Whether these parts are of this kind. */
  readonly has: (parts: Parts) => boolean;
  /** Parts that must be there beside those that are. */
  readonly needs: (parts: Parts) => readonly PartName[];
  /** The shape of the change as [rows, columns]; NaN where the parts do not fit one another. */
  readonly matrix: (shapeOf: ShapeOf, parts: Parts) => readonly [rows: number, columns: number];
  /** By what alpha is divided; 0: alpha says nothing. */
  readonly rank: (shapeOf: ShapeOf, parts: Parts) => number;
  /** The change, [rows, columns] in C order, without alpha. */
  readonly change: (read: ReadPart, parts: Parts) => Floats;
}
