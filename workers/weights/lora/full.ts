// A full difference: the change itself, as LyCORIS' "full" and its trained norms write it.
import { size } from './algebra.ts';
import type { LoraKind } from './kind.ts';

export const FULL: LoraKind = {
  has: ({ diff }) => diff !== undefined,
  needs: () => ['diff'],
  matrix(shapeOf) {
    const [rows = 1, ...rest] = shapeOf('diff');
    return [rows, size(rest)];
  },
  rank: () => 0,
  change: (read) => read('diff'),
};
