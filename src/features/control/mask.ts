// The mask over the start picture takes the paper's place while it is painted.
import { hasMask } from '../../control/start.ts';
import type { Mask, Start } from '../../state/control.ts';
import { NO_MASK } from '../../state/units.ts';
import { store } from '../../state/store.ts';
import { setMask, startFromResult } from './start.ts';

/** How softly a part of a finished picture ends that is repainted, until somebody says otherwise; A1111's default. */
const FEATHER = 4;

/** What the page started from before a finished picture was taken to be repainted; null while nobody does that. */
let before: { readonly start: Start; readonly mask: Mask } | null = null;
/** The mask that was painted last on a finished picture, by the picture's id. */
let last: { readonly id: string; readonly mask: Mask } | null = null;

/** Puts the start picture with its mask in the paper's place. */
export function openMask(): void {
  store.setState(({ photo }) => ({ masking: true, front: 'paper', photo: { ...photo, open: false } }));
}

/** Gives the paper its place back; what was begun from a finished picture ends, and the page starts as it did before. */
export function closeMask(): void {
  const { mask, result } = store.getState();
  if (before && result) last = { id: result.id, mask };
  store.setState({ masking: false, ...before });
  before = null;
}

/** Turns the mask on and opens it, or off. */
export function switchMask(on: boolean): void {
  setMask({ ...store.getState().mask, on });
  if (on) openMask();
  else if (store.getState().masking) closeMask();
}

/** Repaints a part of the finished picture, until the mask is closed. */
export function repaintResult(): void {
  const { start, mask, result } = store.getState();
  if (!result) return;
  before ??= { start, mask };
  startFromResult();
  const again = last?.id === result.id && hasMask(last.mask) ? last.mask : { ...NO_MASK, blur: FEATHER };
  setMask({ ...again, on: true });
  openMask();
}
