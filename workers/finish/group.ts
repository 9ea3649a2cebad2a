// Which regions become one: those that no stroke parts and that look the same. Pure.
import type { Passage } from './balls.ts';
import { type Fit, fitOf, joined, type Sight } from './fit.ts';
import { difference, type Lab } from './oklab.ts';
import type { Contact, Prepared } from './prepare.ts';

/** Farther apart than this, colours on both sides of a passage are a border that the model painted with conviction. */
const STRONG = 0.13;
/**
 * A region whose border is open along more than this share is none of its own. More may be open where the gap closes in any
 * case and the region is deep: that its largest ball is so many times as large as what passes tells a gap from a bay.
 */
const OPEN_SHARE = 0.2;
const OPEN_SHARE_DEEP = 0.36;
const DEEP = 1.9;
/** The ends of a line are round, and its width is measured: gaps count as a little smaller than they look. */
const LENIENT = 1.12;
/** Near white. */
const PAPER = { lightness: 0.9, chroma: 0.045 };

export function isPaper([l, a, b]: Lab): boolean {
  return l >= PAPER.lightness && Math.hypot(a, b) <= PAPER.chroma;
}

/** Regions of the drawing that the picture shows as one. */
export interface Group {
  readonly labels: readonly number[];
  readonly fit: Fit;
  /** In cells. */
  readonly area: number;
  readonly atRim: boolean;
}

/** `gap`: the widest gap, in cells, between a thing and what is around it that closes whatever the colours are. */
export function groupsOf({ regions, passages, contacts }: Prepared, sights: readonly Sight[], gap: number): Group[] {
  const fits = sights.map((sight) => fitOf(sight));
  const unions = new Unions(
    regions.map(({ area, form, atRim }, i) => ({
      ...{ area, depth: form.depth, colour: fits[i].colour },
      inside: !atRim && sights[i].count > 0,
    })),
    contacts,
  );
  for (let next = mergeable(unions, passages, gap); next; next = mergeable(unions, passages, gap))
    unions.merge(next.a, next.b);
  const members = new Map<number, number[]>();
  regions.forEach((_, i) => members.set(unions.top(i), [...(members.get(unions.top(i)) ?? []), i]));
  return [...members.values()].map((labels) => ({
    labels,
    fit: labels.length === 1 ? fits[labels[0]] : fitOf(joined(labels.map((label) => sights[label]))),
    area: labels.reduce((sum, label) => sum + regions[label].area, 0),
    atRim: labels.some((label) => regions[label].atRim),
  }));
}

/** Of the passages that part nothing the one between the most alike. */
function mergeable(unions: Unions, passages: readonly Passage[], gap: number): Passage | null {
  let [best, least]: [Passage | null, number] = [null, Infinity];
  const shares = unions.openShares();
  for (const passage of passages) {
    const [a, b] = [unions.top(passage.a), unions.top(passage.b)];
    if (a === b) continue;
    const off = difference(unions.colour(a), unions.colour(b));
    // Inside a thing the picture decides: a window near a wall parts no wall of one colour.
    const closes = 2 * passage.radius - 1 <= LENIENT * gap && !(unions.inside(a) && unions.inside(b));
    const deep = Math.min(unions.depth(a), unions.depth(b)) >= DEEP * passage.radius;
    const parts =
      Math.max(shares[a], shares[b]) <= (closes && deep ? OPEN_SHARE_DEEP : OPEN_SHARE) && (closes || off >= STRONG);
    if (!parts && off < least) [best, least] = [passage, off];
  }
  return best;
}

interface Part {
  readonly area: number;
  /** Radius of the largest ball. */
  readonly depth: number;
  readonly colour: Lab;
  /** Not at the rim, and seen in the picture. */
  readonly inside: boolean;
}

class Unions {
  private readonly parent: number[];
  private readonly parts: Part[];
  private readonly contacts: readonly Contact[];

  constructor(parts: readonly Part[], contacts: readonly Contact[]) {
    this.parent = parts.map((_, i) => i);
    this.parts = parts.map((each) => ({ ...each }));
    this.contacts = contacts;
  }

  top(of: number): number {
    let at = of;
    while (this.parent[at] !== at) at = this.parent[at];
    return at;
  }

  colour(top: number): Lab {
    return this.parts[top].colour;
  }

  depth(top: number): number {
    return this.parts[top].depth;
  }

  inside(top: number): boolean {
    return this.parts[top].inside;
  }

  merge(one: number, other: number): void {
    const [a, b] = [this.top(one), this.top(other)].sort((x, y) => this.parts[y].area - this.parts[x].area || x - y);
    const [large, small] = [this.parts[a], this.parts[b]];
    const share = small.area / (large.area + small.area);
    const mix = (c: number): number => large.colour[c] + (small.colour[c] - large.colour[c]) * share;
    this.parent[b] = a;
    this.parts[a] = {
      area: large.area + small.area,
      depth: Math.max(large.depth, small.depth),
      colour: [mix(0), mix(1), mix(2)],
      inside: large.inside && small.inside,
    };
  }

  /** Of each union's border with others the share that no ink covers. */
  openShares(): Float64Array {
    const [open, all] = [new Float64Array(this.parent.length), new Float64Array(this.parent.length)];
    for (const contact of this.contacts) {
      const [a, b] = [this.top(contact.a), this.top(contact.b)];
      if (a === b) continue;
      for (const region of [a, b]) {
        open[region] += contact.open;
        all[region] += contact.open + contact.inked;
      }
    }
    return open.map((each, i) => each / (all[i] || 1));
  }
}
