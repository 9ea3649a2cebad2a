// The drawing with what the hand is drawing right now, before that is part of it: told by the paper, heard by whoever draws
// along. Knows no store: it changes with every movement and nothing of it lasts.
import type { Document } from './document.ts';

/** `T` is what will be there when the hand lifts. */
export interface InHand<T> {
  /** Called with each movement, and with null when the hand lifts or gives up. */
  readonly tell: (item: T | null) => void;
  readonly current: () => T | null;
  /** Returns the way to stop listening. */
  readonly listen: (listener: (item: T | null) => void) => () => void;
}

export function createInHand<T>(): InHand<T> {
  const listeners = new Set<(item: T | null) => void>();
  let held: T | null = null;
  return {
    tell: (item) => {
      if (item === null && held === null) return;
      held = item;
      for (const listener of listeners) listener(item);
    },
    current: () => held,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The hand over this page's paper. */
export const hand: InHand<Document> = createInHand();
