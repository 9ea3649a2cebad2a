// What the finish worker is asked for a picture, and places on the paper against places in the clean picture. Pure but for `linesOf`.
import type { CleanRequest, FinishOptions, Lines } from '../../workers/finish/api.ts';
import { colourPins } from '../drawing/colours.ts';
import type { Pin, XY } from '../drawing/items.ts';
import type { Size } from '../drawing/place.ts';
import { paperSize } from '../drawing/strokes.ts';
import { linesOf } from './lines.ts';
import type { Finish } from '../state/finish.ts';

type Page = Parameters<typeof linesOf>[0];

/** The request for a picture that `page` asked for, in this finish and with these colours pinned. */
export function requestOf(
  page: Omit<Page, 'finish'>,
  pixels: ImageData,
  finish: Finish,
  pins: readonly Pin[],
): CleanRequest {
  const { width, height, data } = pixels;
  const lines = linesOf({ ...page, finish }, pixels) ?? { kind: 'none', ...paperSize(width, height) };
  // Filled areas colour the regions of what was drawn with them; what somebody chose for a region by hand comes after them and counts.
  const colours = lines.kind !== 'strokes' ? pins : [...colourPins(page.drawing.present), ...pins];
  return { pixels: { width, height, data }, lines, options: optionsOf(finish, colours, sidesOf(lines), pixels) };
}

/** What of such a request is known before there is any picture. */
export function linesAhead(
  page: Omit<Page, 'finish'>,
  size: Size,
  finish: Finish,
): { lines: Lines; gap: number } | null {
  const lines = linesOf({ ...page, finish }, size);
  return lines && { lines, gap: finish.gap };
}

function optionsOf(
  { ink, colours, background, gap }: Finish,
  pins: readonly Pin[],
  sides: Size,
  picture: Size,
): FinishOptions {
  const pinned = pins.map(({ at, colour }) => {
    const [x, y] = fromPaper(at, sides, picture);
    return { x, y, colour };
  });
  return { ink, colours, background, gap, pinned };
}

function sidesOf(lines: Lines): Size {
  return lines.kind === 'map' ? lines.pixels : lines;
}

/** A place in the units of the clean picture, which has these sides; `picture` has the same shape. */
export function fromPaper([x, y]: XY, sides: Size, picture: Size): XY {
  const paper = paperSize(picture.width, picture.height);
  return [(x / paper.width + 0.5) * sides.width, (y / paper.height + 0.5) * sides.height];
}

/** The other way: paper units from the paper's centre. */
export function toPaper([x, y]: XY, sides: Size, picture: Size): XY {
  const paper = paperSize(picture.width, picture.height);
  return [(x / sides.width - 0.5) * paper.width, (y / sides.height - 0.5) * paper.height];
}
