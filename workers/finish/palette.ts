// Fewer colours: twins share one, and all together there are no more than asked for. Pure.
import type { Fit } from './fit.ts';
import { difference, type Lab } from './oklab.ts';

/** What a region looks like as a drawing, whatever its colour. */
export interface Form {
  /** In cells. */
  readonly area: number;
  readonly depth: number;
  /** Of the axes of the ellipse with the same moments, the longer over the shorter. */
  readonly elongation: number;
  /** What it lies in or beside most: regions of one host are of one thing. */
  readonly host: number;
}

export interface Coloured {
  readonly form: Form;
  readonly fit: Fit;
  /** Its colour stays as it is. */
  readonly fixed: boolean;
  readonly twinless: boolean;
}

/** How much twins may differ in form, as a factor; how much round ones that lie in one region may, which are spots. */
const ALIKE = 1.3;
const SPOTS = 3;
const ROUND = 1.35;
/** How far the colours of twins may lie apart to count as one, and how far the odd one of several. */
const TWIN_COLOURS = 0.16;
const ODD_ONE = 1;
/** So large a share of several twins decides for all. */
const MAJORITY = 0.6;

/** The fits, twins with a common one. `small`: larger regions, in cells, have no twins. */
export function twinned(regions: readonly Coloured[], small: number): Fit[] {
  const out = regions.map(({ fit }) => fit);
  const taken = new Set<number>();
  const order = regions.map((_, i) => i).sort((a, b) => regions[b].form.area - regions[a].form.area || a - b);
  const free = (i: number): boolean => !taken.has(i) && !regions[i].twinless && regions[i].form.area <= small;
  for (const i of order) {
    if (!free(i)) continue;
    const twins = order.filter((j) => free(j) && areTwins(regions[i], regions[j]));
    const colour = commonOf(twins.map((j) => regions[j]));
    if (!colour) continue;
    const own = twins.length === 2 ? TWIN_COLOURS : ODD_ONE;
    for (const j of twins) {
      if (difference(regions[j].fit.colour, colour) > own) continue;
      taken.add(j);
      out[j] = { colour, gradient: null, spread: 0 };
    }
  }
  return out;
}

function areTwins(one: Coloured, two: Coloured): boolean {
  const near = one.form.host === two.form.host || difference(one.fit.colour, two.fit.colour) <= TWIN_COLOURS;
  return near && alike(one.form, two.form);
}

function alike(one: Form, two: Form): boolean {
  const near = (a: number, b: number, factor: number): boolean => Math.max(a, b) <= factor * Math.min(a, b) + 0.5;
  const spots =
    one.host === two.host && Math.max(one.elongation, two.elongation) <= ROUND && near(one.area, two.area, SPOTS);
  return (
    spots ||
    (near(one.area, two.area, ALIKE) &&
      near(one.depth, two.depth, ALIKE) &&
      near(one.elongation, two.elongation, ALIKE))
  );
}

/** The colour of most of them; null where there is no such colour. */
function commonOf(twins: readonly Coloured[]): Lab | null {
  if (twins.length < 2) return null;
  const like = twins.map(({ fit }) => twins.filter((each) => difference(each.fit.colour, fit.colour) <= TWIN_COLOURS));
  const most = like.reduce((a, b) => (b.length > a.length ? b : a));
  return most.length >= 2 && most.length >= MAJORITY * twins.length ? meanOf(most) : null;
}

function meanOf(regions: readonly Coloured[]): Lab {
  const whole = regions.reduce((sum, { form }) => sum + form.area, 0);
  const mean = (c: number): number =>
    regions.reduce((sum, { form, fit }) => sum + (form.area * fit.colour[c]) / whole, 0);
  return [mean(0), mean(1), mean(2)];
}

/**
 * At most `most` flat colours: the two clusters whose union moves their regions least become one (Ward, Hierarchical Grouping
 * to Optimize an Objective Function, 1963), over again. What is fixed counts as a colour and keeps its own.
 */
export function limited(regions: readonly Coloured[], most: number): Lab[] {
  interface Cluster {
    readonly colour: Lab;
    readonly weight: number;
    readonly fixed: boolean;
    readonly members: readonly number[];
  }
  let clusters: Cluster[] = regions.map(({ fit, form, fixed }, i) => ({
    colour: fit.colour,
    weight: Math.sqrt(form.area),
    fixed,
    members: [i],
  }));
  const cost = (a: Cluster, b: Cluster): number => {
    if (a.fixed && b.fixed && difference(a.colour, b.colour) > 0) return Infinity;
    return ((a.weight * b.weight) / (a.weight + b.weight)) * difference(a.colour, b.colour) ** 2;
  };
  while (clusters.length > most) {
    let [best, least]: [readonly [Cluster, Cluster] | null, number] = [null, Infinity];
    clusters.forEach((a, i) => {
      for (const b of clusters.slice(i + 1)) if (cost(a, b) < least) [best, least] = [[a, b], cost(a, b)];
    });
    if (!best) break;
    const [a, b]: readonly [Cluster, Cluster] = best;
    const weight = a.weight + b.weight;
    const mix = (c: number): number => (a.colour[c] * a.weight + b.colour[c] * b.weight) / weight;
    const colour: Lab = a.fixed ? a.colour : b.fixed ? b.colour : [mix(0), mix(1), mix(2)];
    const union = { colour, weight, fixed: a.fixed || b.fixed, members: [...a.members, ...b.members] };
    clusters = [...clusters.filter((each) => each !== a && each !== b), union];
  }
  const out: Lab[] = regions.map(({ fit }) => fit.colour);
  for (const { colour, members } of clusters) for (const i of members) out[i] = colour;
  return out;
}
