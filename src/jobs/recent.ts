// Which pictures are at hand: the strip, and what the result's place shows. Pure.
import type { Group, Recent, View } from '../state/jobTypes.ts';

export const MAX_RECENT = 40;
/** Bytes of pixels that the strip holds: 40 pictures of 1024 x 1024 and less, 10 of 2048 x 2048. */
const MAX_BYTES = 160 << 20;
/** Comparison grids that can still be opened. */
const MAX_GRIDS = 3;

/** The strip with one more picture, newest first; the oldest go where they are too many or too large together. */
export function withRecent(recent: readonly Recent[], picture: Recent): readonly Recent[] {
  const all = [picture, ...recent.filter(({ id }) => id !== picture.id)].slice(0, MAX_RECENT);
  let bytes = 0;
  const full = all.findIndex(({ width, height }, at) => (bytes += 4 * width * height) > MAX_BYTES && at > 0);
  return full < 0 ? all : all.slice(0, full);
}

export interface Shown {
  readonly groups: readonly Group[];
  readonly recent: readonly Recent[];
  readonly result: { readonly id: string } | null;
  readonly view: View;
}

/** The ids of all pictures whose pixels are still wanted. */
export function picturesAtHand({ groups, recent, result, view }: Shown): ReadonlySet<string> {
  const grids = groups.filter(({ kind }) => kind === 'grid').slice(-MAX_GRIDS);
  const open = view.kind === 'group' ? groups.filter(({ id }) => id === view.group) : [];
  const sides = view.kind === 'compare' ? [view.left, view.right] : [];
  return new Set([
    ...recent.map(({ id }) => id),
    ...[...grids, ...open].flatMap(({ jobs }) => jobs),
    ...sides,
    ...(result ? [result.id] : []),
  ]);
}
