// A part of the page that folds and remembers whether it is open.
import { useState } from 'react';
import { isFoldOpen, rememberFold } from './folds.ts';

export function useFold(name: string): readonly [open: boolean, setOpen: (open: boolean) => void] {
  const [open, setOpen] = useState(() => isFoldOpen(name));
  const change = (next: boolean): void => {
    setOpen(next);
    rememberFold(name, next);
  };
  return [open, change];
}
