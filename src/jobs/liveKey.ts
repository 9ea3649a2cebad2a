// What of the page a live picture is made of. Pure.
import type { AppState } from '../state/types.ts';

/** Equal parts, equal picture: values are compared by identity, as the store never changes them in place. */
export function liveKey(state: AppState): readonly unknown[] {
  const { drawing, prompt, negativePrompt, overrides, seed, units, start, mask, photo, pack } = state;
  return [
    drawing.present.layers,
    drawing.present.plain,
    overrides,
    seed.value,
    units,
    start,
    mask,
    photo.map,
    photo.resize,
    pack,
    prompt,
    negativePrompt,
  ];
}

/** How many of the last parts are words: they come letter by letter. */
const WORDS = 2;

export type LiveChange = 'none' | 'words' | 'drawing';

export function changeBetween(before: readonly unknown[], after: readonly unknown[]): LiveChange {
  const changed = after.map((value, i) => value !== before[i]);
  if (changed.slice(0, -WORDS).includes(true)) return 'drawing';
  return changed.includes(true) ? 'words' : 'none';
}
