// The doors to actions that the first screen does without. Panels and keys that are there from the start call these;
// code that itself comes later imports the actions.
import { later } from '../../notices/later.ts';

export const takeFolders = later(
  () => import('./folder.ts'),
  (it) => it.takeFolders,
);
export const addModelFiles = later(
  () => import('./shelf.ts'),
  (it) => it.addModelFiles,
);
export const wakeEngine = later(
  () => import('./models.ts'),
  (it) => it.wakeEngine,
);
