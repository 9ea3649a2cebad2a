// A drawing and a picture of it become a clean picture. Pure.
import type { Rgba } from '../image/types.ts';
import type { CleanPicture, CleanRegion, Fill, FinishOptions } from './api.ts';
import { outlineOf } from './borders.ts';
import { type Fit, fitOf, type Gradient, type Sight, STRIDE } from './fit.ts';
import { inksOf } from './ink.ts';
import { difference, hexOf, type Lab, labOf } from './oklab.ts';
import type { Prepared, Region } from './prepare.ts';

/** Near white. */
const PAPER = { lightness: 0.9, chroma: 0.045 };

export function cleanOf(drawing: Prepared, pixels: Rgba, options: FinishOptions): CleanPicture {
  const { art } = drawing;
  const fits = drawing.regions.map((region) => fitOf(sightOf(drawing, region, pixels)));
  const groups = grouped(drawing, fits);
  const regions = groups
    .map((group) => regionOf(drawing, { group, fits, options }))
    .sort((a, b) => Number(b.background) - Number(a.background) || b.area - a.area);
  const colour = beneath(drawing, fits);
  return {
    width: art.width,
    height: art.height,
    regions,
    inks: inksOf(art.paths, options.ink, () => colour),
    background: options.background,
    note: null,
  };
}

/** The picture at a region's samples. */
function sightOf({ labels, art }: Prepared, { samples }: Region, { width, height, data }: Rgba): Sight {
  const values = new Float64Array(STRIDE * samples.length);
  samples.forEach((cell, i) => {
    const [x, y] = [(cell % labels.width) + 0.5, Math.floor(cell / labels.width) + 0.5];
    const at = 4 * (Math.floor((y * height) / labels.height) * width + Math.floor((x * width) / labels.width));
    values.set([x * art.unit, y * art.unit, ...labOf(data[at], data[at + 1], data[at + 2])], STRIDE * i);
  });
  return { count: samples.length, values };
}

export function isPaper([l, a, b]: Lab): boolean {
  return l >= PAPER.lightness && Math.hypot(a, b) <= PAPER.chroma;
}

/** Regions that no stroke parts and that look the same become one. */
function grouped({ regions, contacts, passages }: Prepared, fits: readonly Fit[]): number[][] {
  const group = regions.map((_, i) => i);
  const find = (i: number): number => (group[i] === i ? i : find(group[i]));
  for (const { a, b } of passages) {
    const contact = contacts.find((each) => each.a === a && each.b === b);
    if (!contact || contact.open === 0) continue;
    if (difference(fits[a].colour, fits[b].colour) < 0.1) group[find(b)] = find(a);
  }
  const out = new Map<number, number[]>();
  regions.forEach((_, i) => out.set(find(i), [...(out.get(find(i)) ?? []), i]));
  return [...out.values()];
}

function regionOf(
  { regions, borders, art, labels }: Prepared,
  { group, fits, options }: { group: readonly number[]; fits: readonly Fit[]; options: FinishOptions },
): CleanRegion {
  const largest = group.reduce((a, b) => (regions[b].area > regions[a].area ? b : a));
  const fit = fits[largest];
  const inside = (label: number): boolean => group.includes(label);
  const at = (x: number, y: number): number =>
    labels.data[Math.floor(y / art.unit) * labels.width + Math.floor(x / art.unit)];
  const pin = options.pinned.findLast(({ x, y }) => inside(at(x, y)));
  const background = group.some((label) => regions[label].atRim) && isPaper(fit.colour);
  return {
    path: outlineOf(borders, inside, art.width),
    fill: pin
      ? { kind: 'flat', colour: pin.colour }
      : background
        ? { kind: 'flat', colour: '#ffffff' }
        : fillOf(fit.colour, fit.gradient),
    seed: [(regions[largest].seed[0] + 0.5) * art.unit, (regions[largest].seed[1] + 0.5) * art.unit],
    area: group.reduce((sum, label) => sum + regions[label].area, 0) / labels.data.length,
    background: background && !pin,
    pinned: pin !== undefined,
  };
}

function fillOf(colour: Lab, gradient: Gradient | null): Fill {
  if (!gradient) return { kind: 'flat', colour: hexOf(colour) };
  const { from, to, start, end } = gradient;
  const half = [0, 1, 2].map((c) => (start[c] + end[c]) / 2) as unknown as Lab;
  const stops = [
    { at: 0, colour: hexOf(start) },
    { at: 0.5, colour: hexOf(half) },
    { at: 1, colour: hexOf(end) },
  ];
  return { kind: 'linear', from, to, stops };
}

/** The mean colour of what the picture is made of, paper left out. */
function beneath({ regions }: Prepared, fits: readonly Fit[]): Lab | null {
  const coloured = regions.map((region, i) => ({ region, fit: fits[i] })).filter(({ fit }) => !isPaper(fit.colour));
  const whole = coloured.reduce((sum, { region }) => sum + region.area, 0);
  if (whole === 0) return null;
  const mean = (c: number): number =>
    coloured.reduce((sum, { region, fit }) => sum + (region.area * fit.colour[c]) / whole, 0);
  return [mean(0), mean(1), mean(2)];
}
