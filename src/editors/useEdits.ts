// Undo and redo around a value that the parent holds.
import { useState } from 'react';
import { type History, push, redo, startHistory, undo } from '../drawing/history.ts';

export interface Edits<T> {
  readonly change: (next: T) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Every `change` can be undone; `limit` bounds what is kept of large values. */
export function useEdits<T>(value: T, onChange: (value: T) => void, limit = Infinity): Edits<T> {
  const [kept, setKept] = useState<History<T>>(() => startHistory(value));
  // The parent's value is the present, whoever changed it.
  const history = { ...kept, present: value };
  const go = (next: History<T>): void => {
    if (next.present === value) return;
    setKept({ ...next, past: next.past.slice(-limit) });
    onChange(next.present);
  };
  return {
    change: (next) => go(next === value ? history : push(history, next)),
    undo: () => go(undo(history)),
    redo: () => go(redo(history)),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

type Key = Pick<
  KeyboardEvent,
  'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'key' | 'preventDefault' | 'stopPropagation'
> & { readonly target: unknown };

/** Ctrl or Cmd with Z, Shift+Z or Y; stops the page's own shortcuts from doing theirs as well. */
export function onUndoKeys(event: Key, edits: Pick<Edits<unknown>, 'undo' | 'redo'>): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  if (event.target instanceof HTMLInputElement && event.target.type === 'search') return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'y' || event.shiftKey) edits.redo();
  else edits.undo();
}
