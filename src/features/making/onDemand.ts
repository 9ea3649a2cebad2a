// The doors to actions that the first screen does without. Panels and keys that are there from the start call these;
// code that itself comes later imports the actions.
import { mayTellSettings } from '../../words/tells.ts';
import { later } from '../../notices/later.ts';

const making = () => import('./generate.ts');

export const generate = later(making, (it) => it.generate);
export const retry = later(making, (it) => it.retry);
export const cancel = later(making, (it) => it.cancel);
export const escape = later(making, (it) => it.escape);
export const cancelJob = later(
  () => import('./runner.ts'),
  (it) => it.cancelJob,
);
export const cancelAll = later(
  () => import('./runner.ts'),
  (it) => it.cancelAll,
);
export const vary = later(
  () => import('./variations.ts'),
  (it) => it.vary,
);
export const download = later(
  () => import('./result.ts'),
  (it) => it.download,
);
export const openPicture = later(
  () => import('./view.ts'),
  (it) => it.openPicture,
);
export const toggleLive = later(
  () => import('./live.ts'),
  (it) => it.toggleLive,
);
export const keepFresh = later(
  () => import('./liveKeep.ts'),
  (it) => it.keepFresh,
);
export const takeStyles = later(
  () => import('./presets.ts'),
  (it) => it.takeStyles,
);
export const toggleExample = later(
  () => import('./words.ts'),
  (it) => it.toggleExample,
);
export const pasteWords = later(
  () => import('./words.ts'),
  (it) => it.pasteWords,
);

const pasted = later(
  () => import('./pasteInfo.ts'),
  (it) => it.offerPasted,
);
/** Words that may hold another program's settings; plain ones load nothing. */
export const offerPasted = (text: string): void => {
  if (mayTellSettings(text)) pasted(text);
};

/** Loads what making and keeping a picture takes, before it is wanted. */
export async function fetchAhead(): Promise<void> {
  await Promise.all([making(), import('./result.ts'), import('./view.ts')]);
}
