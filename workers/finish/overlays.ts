// What lies on paper though no lines close it: held pieces of the model's silhouette, and bands along lone strokes. Pure.
import { type Fit, fitOf, STRIDE } from './fit.ts';
import { bandsOf } from './halo.ts';
import type { Half } from './half.ts';
import type { Lab } from './oklab.ts';
import type { Prepared } from './prepare.ts';
import { heldPieces, maskPath, type Piece } from './silhouette.ts';
import type { View } from './view.ts';

/** From here on a colour is not the paper's: painted with conviction. */
const PAINTED = 0.12;

export interface Overlay {
  readonly path: string;
  readonly fit: Fit;
  readonly seed: readonly [x: number, y: number];
  /** In cells of the grid. */
  readonly area: number;
  /** For a point of the picture. */
  readonly holds: (x: number, y: number) => boolean;
  /** Its colour is that of the lines on it. */
  readonly band: number | null;
}

/** `paper`: the labels of the background and its colour in the picture. */
export function overlaysOf(
  drawing: Prepared,
  view: View,
  paper: { readonly labels: ReadonlySet<number>; readonly colour: Lab },
): Overlay[] {
  const { half, art } = drawing;
  if (paper.labels.size === 0) return [];
  const onPaper = new Uint8Array(half.labels.length);
  const isPaper = new Uint8Array(drawing.regions.length);
  for (const label of paper.labels) isPaper[label] = 1;
  for (let i = 0; i < onPaper.length; i++) onPaper[i] = isPaper[half.labels[i]];
  const painted = new Uint8Array(onPaper.length);
  const off = view.differences(half, paper.colour);
  for (let i = 0; i < painted.length; i++) painted[i] = Number(onPaper[i] && half.distance[i] > 0 && off[i] > PAINTED);
  const pieces = heldPieces(half, painted, onPaper);
  const covered = new Uint8Array(onPaper.length);
  for (const { mask } of pieces) for (let i = 0; i < covered.length; i++) covered[i] |= mask[i];
  const bands = bandsOf(art.paths, {
    half,
    lineWidth: art.lineWidth * art.unit,
    pictureWidth: art.width,
    paper: paper.colour,
    colourAt: view.colourAt,
    onPaper: (x, y) => {
      const cell = cellOf(half, x, y);
      return cell >= 0 && onPaper[cell] === 1 && covered[cell] === 0;
    },
  }).map(({ index, path, colour, seed, cells }): Overlay => ({
    path,
    fit: { colour, gradient: null, spread: 0 },
    seed,
    area: 4 * covering(cells),
    holds: (x, y) => cells[cellOf(half, x, y)] > 127,
    band: index,
  }));
  return [...bands, ...pieces.map((piece) => overlayOf(drawing, view, piece))];
}

function overlayOf({ half, art }: Prepared, view: View, { mask, area, cells }: Piece): Overlay {
  const stride = Math.ceil(cells.length / 400);
  const few = cells.filter((_, i) => i % stride === 0);
  const middle = (cell: number): readonly [number, number] => [
    ((cell % half.width) + 0.5) * half.unit,
    (Math.floor(cell / half.width) + 0.5) * half.unit,
  ];
  const values = Float64Array.from(
    few.flatMap((cell) => {
      const [x, y] = middle(cell);
      return [x, y, ...view.colourAt(x, y)];
    }),
  );
  const deepest = cells.reduce((a, b) => (half.distance[b] > half.distance[a] ? b : a));
  return {
    path: maskPath(mask, half, art.width),
    fit: fitOf({ count: values.length / STRIDE, values }),
    seed: middle(deepest),
    area: 4 * area,
    holds: (x, y) => mask[cellOf(half, x, y)] === 1,
    band: null,
  };
}

function covering(cells: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < cells.length; i++) if (cells[i] > 127) count++;
  return count;
}

/** -1 outside. */
function cellOf({ width, height, unit }: Half, x: number, y: number): number {
  const [u, v] = [Math.floor(x / unit), Math.floor(y / unit)];
  return u < 0 || v < 0 || u >= width || v >= height ? -1 : v * width + u;
}
