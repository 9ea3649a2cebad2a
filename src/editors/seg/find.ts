// Finds classes by what people type, and keeps those used lately in front. Pure.
import { CLASSES, type SegClass } from '../../../workers/preprocess/seg_ofade20k/palette.ts';

const MAX_RECENT = 8;

/** Classes whose name (in English or as `said`) or other words hold the text, names that begin with it first; without text all, the recent ones first. */
export function findClasses(
  text: string,
  recent: readonly number[],
  said: (name: string) => string,
): readonly SegClass[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    const first = recent.flatMap((index) => CLASSES[index] ?? []);
    return [...first, ...CLASSES.filter(({ index }) => !recent.includes(index))];
  }
  return CLASSES.map((each) => ({
    each,
    rank: Math.min(rankOf(each, wanted), rankOf({ name: said(each.name).toLowerCase(), also: '' }, wanted)),
  }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.each.index - b.each.index)
    .map(({ each }) => each);
}

function rankOf({ name, also }: Pick<SegClass, 'name' | 'also'>, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.split(' ').some((word) => word.startsWith(wanted))) return 2;
  if (also.split(' ').some((word) => word.startsWith(wanted)) || also.includes(wanted)) return 3;
  return name.includes(wanted) ? 4 : Infinity;
}

/** The list of recent classes after one more use. */
export function used(recent: readonly number[], index: number): readonly number[] {
  return [index, ...recent.filter((each) => each !== index)].slice(0, MAX_RECENT);
}
