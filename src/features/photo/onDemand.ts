// The doors to actions that the first screen does without. Panels and keys that are there from the start call these;
// code that itself comes later imports the actions.
import { later } from '../../notices/later.ts';

export const choosePhoto = later(
  () => import('./photo.ts'),
  (it) => it.choosePhoto,
);
