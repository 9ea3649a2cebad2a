// A drawing and a picture of it become a clean picture. Pure.
import type { Rgba } from '../image/types.ts';
import type { CleanPicture, CleanRegion, Fill, FinishOptions } from './api.ts';
import { outlineOf } from './borders.ts';
import { type Fit, type Gradient, type Sight, STRIDE } from './fit.ts';
import { untold } from './follows.ts';
import { type Group, groupsOf, isPaper } from './group.ts';
import { inksOf } from './ink.ts';
import { hexOf, type Lab } from './oklab.ts';
import { overlaysOf } from './overlays.ts';
import { type Coloured, limited, twinned } from './palette.ts';
import type { Prepared, Region } from './prepare.ts';
import { type View, viewOf } from './view.ts';

const WHITE: Lab = [1, 0, 0];
/** Larger regions have no twins, as a share of the picture. */
const SMALL = 0.05;
/** A picture of which more than this share is left untold followed other lines than these. */
const MOST_UNTOLD = 0.93;

/** A region on its way: all but its last colour. */
interface Part extends Coloured {
  readonly path: () => string;
  readonly seed: readonly [x: number, y: number];
  readonly holds: (x: number, y: number) => boolean;
  readonly background: boolean;
  /** Painted in rising order. */
  readonly level: number;
  readonly labels: readonly number[];
  /** The path of ink that it is a band along. */
  readonly band: number | null;
}

/** null where the picture has nothing to do with the drawing. */
export function cleanOf(drawing: Prepared, pixels: Rgba, options: FinishOptions): CleanPicture | null {
  const { art, labels, regions } = drawing;
  const view = viewOf(pixels, art.width, art.height);
  const sights = regions.map((region) => sightOf(drawing, region, view));
  const groups = groupsOf(drawing, sights, options.gap * art.lineWidth);
  const parts = [...groups.map((group) => groupPart(drawing, group)), ...overlayParts(drawing, groups, view)];
  const colourAt = topmost(drawing, parts);
  const told = untold(view, art.width, art.height, colourAt);
  if (told > MOST_UNTOLD) return null;
  const fits = fitsOf(parts, options.colours, SMALL * labels.data.length);
  return {
    width: art.width,
    height: art.height,
    regions: parts
      .map((part, i) => ({ part, fit: fits[i] }))
      .sort((a, b) => a.part.level - b.part.level || b.part.form.area - a.part.form.area)
      .map(({ part, fit }) => regionOf(part, fit, { options, cells: labels.data.length })),
    inks: inksOf(art.paths, options.ink, groundsOf(drawing, parts, fits)),
    background: options.background,
    note: null,
  };
}

/** The colour of what lies uppermost at a point. Every point is of one group; overlays lie on the background alone. */
function topmost({ art, labels }: Prepared, parts: readonly Part[]): (x: number, y: number) => Lab {
  const owners: Part[] = [];
  for (const part of parts) for (const label of part.labels) owners[label] = part;
  const overlays = parts.filter((part) => part.level === 1);
  return (x, y) => {
    const [u, v] = [Math.floor(x / art.unit), Math.floor(y / art.unit)];
    const inside = u >= 0 && v >= 0 && u < labels.width && v < labels.height;
    const owner = inside ? owners[labels.data[v * labels.width + u]] : undefined;
    const over = owner && owner.level > 1 ? undefined : overlays.findLast((part) => part.holds(x, y));
    return (over ?? owner)?.fit.colour ?? WHITE;
  };
}

/** The picture at a region's samples. */
function sightOf({ labels, art }: Prepared, { samples }: Region, view: View): Sight {
  const values = new Float64Array(STRIDE * samples.length);
  for (let i = 0; i < samples.length; i++) {
    const x = ((samples[i] % labels.width) + 0.5) * art.unit;
    const y = (Math.floor(samples[i] / labels.width) + 0.5) * art.unit;
    const at = STRIDE * i;
    values[at] = x;
    values[at + 1] = y;
    view.read(x, y, values, at + 2);
  }
  return { count: samples.length, values };
}

function groupPart({ regions, labels, art, borders }: Prepared, group: Group): Part {
  const background = isBackground(group);
  const largest = regions[group.labels.reduce((a, b) => (regions[b].area > regions[a].area ? b : a))];
  const members = new Set(group.labels);
  const { data, width, height } = labels;
  return {
    form: { ...largest.form, area: group.area },
    fit: background ? flat(WHITE) : group.fit,
    fixed: background,
    twinless: background,
    path: () => outlineOf(borders, (label) => members.has(label), art.width),
    seed: [(largest.seed[0] + 0.5) * art.unit, (largest.seed[1] + 0.5) * art.unit],
    holds: (x, y) => {
      const [u, v] = [Math.floor(x / art.unit), Math.floor(y / art.unit)];
      return u >= 0 && v >= 0 && u < width && v < height && members.has(data[v * width + u]);
    },
    background,
    level: background ? 0 : 2,
    labels: group.labels,
    band: null,
  };
}

function isBackground({ atRim, fit }: Group): boolean {
  return atRim && isPaper(fit.colour);
}

function overlayParts(drawing: Prepared, groups: readonly Group[], view: View): Part[] {
  const paper = groups.filter(isBackground);
  const largest = paper.reduce<Group | null>((a, b) => (a && a.area >= b.area ? a : b), null);
  if (!largest) return [];
  const labels = new Set(paper.flatMap((group) => group.labels));
  return overlaysOf(drawing, view, { labels, colour: largest.fit.colour }).map(
    ({ path, fit, seed, area, holds, band }): Part => ({
      form: { area, depth: 0, elongation: 1, host: -1 },
      twinless: true,
      fit,
      fixed: false,
      path: () => path,
      seed,
      holds,
      background: false,
      level: 1,
      labels: [],
      band,
    }),
  );
}

function flat(colour: Lab): Fit {
  return { colour, gradient: null, spread: 0 };
}

function fitsOf(parts: readonly Coloured[], most: number | null, small: number): readonly Fit[] {
  const fits = twinned(parts, small);
  if (most === null) return fits;
  return limited(
    parts.map((each, i) => ({ ...each, fit: fits[i] })),
    most,
  ).map(flat);
}

function regionOf(part: Part, fit: Fit, { options, cells }: { options: FinishOptions; cells: number }): CleanRegion {
  const pin = options.pinned.findLast(({ x, y }) => part.holds(x, y));
  return {
    path: part.path(),
    fill: pin ? { kind: 'flat', colour: pin.colour } : fillOf(fit.colour, fit.gradient),
    seed: part.seed,
    area: part.form.area / cells,
    background: part.background && !pin,
    pinned: pin !== undefined,
  };
}

function fillOf(colour: Lab, gradient: Gradient | null): Fill {
  if (!gradient) return { kind: 'flat', colour: hexOf(colour) };
  const { from, to, start, end } = gradient;
  const half: Lab = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2, (start[2] + end[2]) / 2];
  const stops = [start, half, end].map((each, i) => ({ at: i / 2, colour: hexOf(each) }));
  return { kind: 'linear', from, to, stops };
}

/** For each path of ink the mean colour of what lies beside it, paper left out. */
function groundsOf({ besides }: Prepared, parts: readonly Part[], fits: readonly Fit[]): (path: number) => Lab | null {
  const colours = new Map<number, Lab>();
  const bands = new Map<number, Lab>();
  parts.forEach((part, i) => {
    if (part.band !== null) bands.set(part.band, fits[i].colour);
    if (!part.background) for (const label of part.labels) colours.set(label, fits[i].colour);
  });
  return (path) => {
    const beside = [...besides[path]].flatMap(([label, count]) => {
      const colour = colours.get(label);
      return colour ? [{ colour, count }] : [];
    });
    return bands.get(path) ?? meanOf(beside);
  };
}

function meanOf(colours: readonly { readonly colour: Lab; readonly count: number }[]): Lab | null {
  const whole = colours.reduce((sum, { count }) => sum + count, 0);
  if (whole === 0) return null;
  const mean = (c: number): number => colours.reduce((sum, { colour, count }) => sum + (colour[c] * count) / whole, 0);
  return [mean(0), mean(1), mean(2)];
}
