// A picture that followed no lines becomes vectors: its areas of one colour, their borders as curves. Pure.
import type { Rgba } from '../image/types.ts';
import type { CleanPicture, CleanRegion, FinishNote, FinishOptions } from './api.ts';
import { bordersOf, outlineOf } from './borders.ts';
import { squaredDistances } from './distance.ts';
import { flattened } from './flatten.ts';
import { isPaper } from './group.ts';
import { hexOf } from './oklab.ts';
import type { Labels } from './types.ts';

/** Colours where no limit is set. */
const COLOURS = 20;

/** `sides`: of the clean picture, in its units. `note`: why it follows no lines. */
export function tracedOf(
  pixels: Rgba,
  sides: { readonly width: number; readonly height: number },
  options: FinishOptions,
  note: FinishNote,
): CleanPicture {
  const { labels, colours } = flattened(pixels, options.colours ?? COLOURS);
  const unit = sides.width / labels.width;
  const borders = bordersOf(labels, unit);
  const places = placesOf(labels);
  const isBackground = (label: number): boolean => places[label].atRim && isPaper(colours[label]);
  // Areas of one colour share its object: what has the colour of the paper around is as white as that.
  const white = new Set(colours.filter((_, label) => isBackground(label)));
  const regions = places.map(({ seed, area }, label): CleanRegion => {
    const holds = ({ x, y }: { x: number; y: number }): boolean => labelAt(labels, x / unit, y / unit) === label;
    const pin = options.pinned.findLast(holds);
    const background = isBackground(label);
    return {
      path: outlineOf(borders, (each) => each === label, sides.width),
      fill: { kind: 'flat', colour: pin?.colour ?? (white.has(colours[label]) ? '#ffffff' : hexOf(colours[label])) },
      seed: [((seed % labels.width) + 0.5) * unit, (Math.floor(seed / labels.width) + 0.5) * unit],
      area: area / labels.data.length,
      background: background && !pin,
      pinned: pin !== undefined,
    };
  });
  return {
    ...sides,
    // Small ones last: what reaches beneath its neighbours is the larger one.
    regions: regions.sort((a, b) => Number(b.background) - Number(a.background) || b.area - a.area),
    inks: [],
    background: options.background,
    note,
  };
}

/** -1 outside. */
function labelAt({ width, height, data }: Labels, x: number, y: number): number {
  const [u, v] = [Math.floor(x), Math.floor(y)];
  return u < 0 || v < 0 || u >= width || v >= height ? -1 : data[v * width + u];
}

interface Place {
  /** The cell farthest from the border. */
  seed: number;
  /** In cells. */
  area: number;
  atRim: boolean;
}

function placesOf({ width, height, data, count }: Labels): Place[] {
  const ends = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const x = i % width;
    const right = x + 1 < width && data[i + 1] !== data[i];
    const below = i + width < data.length && data[i + width] !== data[i];
    if (right) ends[i] = ends[i + 1] = 1;
    if (below) ends[i] = ends[i + width] = 1;
  }
  const depth = squaredDistances(ends, width, height);
  const places = Array.from({ length: count }, (): Place => ({ seed: -1, area: 0, atRim: false }));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const place = places[data[i]];
      place.area++;
      if (place.seed < 0 || depth[i] > depth[place.seed]) place.seed = i;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) place.atRim = true;
    }
  }
  return places;
}
