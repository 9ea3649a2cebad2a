// The doors to actions that the first screen does without. Panels and keys that are there from the start call these;
// code that itself comes later imports the actions.
import { later } from '../../notices/later.ts';

export const startFromFile = later(
  () => import('./start.ts'),
  (it) => it.startFromFile,
);
export const setUnitFile = later(
  () => import('./unitFile.ts'),
  (it) => it.setUnitFile,
);
export const repaintResult = later(
  () => import('./mask.ts'),
  (it) => it.repaintResult,
);
export const closeMask = later(
  () => import('./mask.ts'),
  (it) => it.closeMask,
);
