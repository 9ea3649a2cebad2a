// All loops of the module, in any order: they are called by name.
import { addBytes, areaRow, boxRow, cubicColumn, cubicRow } from './resizeKernels.ts';
import { slopes, strongest } from './sobelKernels.ts';
import { addBytePairs, addFour, addPair, addWeighed, roundRow, weighRow } from './sumKernels.ts';

export const KERNELS = [
  cubicRow,
  cubicColumn,
  areaRow,
  addBytes,
  boxRow,
  weighRow,
  addWeighed,
  addFour,
  addPair,
  addBytePairs,
  roundRow,
  slopes,
  strongest,
] as const;
