// Undo and redo over immutable values. Pure.

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

/** Steps that can be undone; values share structure, so that a step costs little. */
export const MAX_UNDO = 500;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/** A new present; the old one can be undone to. */
export function push<T>(history: History<T>, present: T): History<T> {
  return { past: [...history.past, history.present].slice(-MAX_UNDO), present, future: [] };
}

/** A new present in the place of the old one, which cannot be undone to. */
export function replace<T>(history: History<T>, present: T): History<T> {
  return { past: history.past, present, future: [] };
}

/** The step before; the same object when there is none. */
export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (past.length === 0) return history;
  return { past: past.slice(0, -1), present: past[past.length - 1] as T, future: [present, ...future] };
}

/** The step after; the same object when there is none. */
export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, present], present: future[0] as T, future: future.slice(1) };
}
