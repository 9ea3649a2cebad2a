// A saved page under what its user has done since the page opened: what is on the page already is newer. Pure.
import { laidOver } from '../../drawing/document.ts';
import { startHistory } from '../../drawing/history.ts';
import { applyPage, pageOf } from '../../share/page.ts';
import { INITIAL_STATE } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';

/** The part of `now` that changes when `saved` comes back from the storage. */
export function mergePage(saved: AppState, now: AppState): Partial<AppState> {
  const keys = Object.keys(applyPage(pageOf(saved), INITIAL_STATE)) as (keyof AppState)[];
  const untouched = keys.filter((key) => now[key] === INITIAL_STATE[key]).map((key) => [key, saved[key]]);
  const { photo } = saved;
  return {
    ...(Object.fromEntries(untouched) as Partial<AppState>),
    // Somebody may have opened the panel meanwhile; a photo they already chose is newer.
    photo: now.photo.photo || now.photo.map ? now.photo : { ...photo, open: now.photo.open, agreed: now.photo.agreed },
    // A stroke drawn before the storage answered is kept, on top.
    drawing: startHistory(laidOver(saved.drawing.present, now.drawing.present)),
  };
}
