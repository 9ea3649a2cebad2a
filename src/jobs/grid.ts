// A comparison grid: the changes of its cells, row by row. Pure.
import { axisOf } from './axes.ts';
import type { AxisValues } from '../state/jobTypes.ts';
import { both, type Change } from './wish.ts';

export const MAX_CELLS = 100;

export interface GridAxes {
  readonly x: AxisValues;
  readonly y: AxisValues | null;
}

/** One change a cell: the first row from left to right, then the next. */
export function gridChanges({ x, y }: GridAxes): readonly Change[] {
  const columns = changesOf(x);
  return y ? changesOf(y).flatMap((row) => columns.map((column) => both(row, column))) : columns;
}

function changesOf({ key, values }: AxisValues): readonly Change[] {
  const axis = axisOf(key);
  return values.map((value) => axis.change(value, values));
}

export function cellCount({ x, y }: GridAxes): number {
  return x.values.length * (y ? y.values.length : 1);
}
