// The worker's implementation: checks what comes in, keeps the regions of the last drawings, cleans.
import { AppError } from '../errors.ts';
import type { Rgba } from '../image/types.ts';
import {
  type CleanPicture,
  type CleanRequest,
  FINISH_DEFAULTS,
  type FinishApi,
  type FinishNote,
  type FinishOptions,
  INKS,
  type Lines,
} from './api.ts';
import { INKED } from './balls.ts';
import { cleanOf } from './clean.ts';
import { contentKey } from './contentKey.ts';
import { lineArtOf } from './lineArt.ts';
import { type Prepared, prepared } from './prepare.ts';
import { tracedOf } from './traced.ts';
import type { LineArt } from './types.ts';

const KEPT = 4;
const LONGEST = 8192;
/** More strokes, or pieces of ink in a map, and more regions than that are no drawing to tidy up. */
const MOST_STROKES = 5000;
const MOST_REGIONS = 1500;
/** Shares of the paper that are ink. */
const ALL_INK = 0.97;
const MOSTLY_INK = 0.5;
/** A drawing whose longer side is less than this share of the picture's is smaller than what the picture can show. */
const TOO_SMALL = 0.08;

export function createFinish(): FinishApi {
  const drawings = new Map<string, Drawing>();
  return {
    // What throws becomes a rejection.
    prepare: ({ lines, gap }) =>
      new Promise((resolve) => {
        checkLines(lines);
        remembered(drawings, lines, gap);
        resolve();
      }),
    clean: (request) =>
      new Promise((resolve) => {
        const options = checked(request);
        resolve(cleaned(remembered(drawings, request.lines, options.gap), request, options));
      }),
  };
}

/** One clean picture, with nothing remembered. @throws AppError 'bad-input' as `FinishApi.clean` does */
export function clean(request: CleanRequest): CleanPicture {
  const options = checked(request);
  return cleaned(drawingOf(request.lines, options.gap), request, options);
}

function cleaned(drawing: Drawing, { pixels, traces = true }: CleanRequest, options: FinishOptions): CleanPicture {
  const followed = 'note' in drawing ? null : cleanOf(drawing, pixels, options);
  if (followed) return followed;
  const [sides, note] = 'note' in drawing ? [drawing, drawing.note] : [drawing.art, 'unrelated' as const];
  const { width, height } = sides;
  if (traces) return tracedOf(pixels, { width, height }, options, note);
  return { width, height, regions: [], inks: [], background: options.background, note };
}

/** Lines that are ready, or why they are none to work with. */
type Drawing = Prepared | { readonly note: FinishNote; readonly width: number; readonly height: number };

function drawingOf(lines: Lines, gap: number): Drawing {
  if (lines.kind === 'none') return { note: 'no-lines', width: lines.width, height: lines.height };
  if (lines.kind === 'strokes' && lines.outlines.length > MOST_STROKES) {
    return { note: 'too-many', width: lines.width, height: lines.height };
  }
  const art = lineArtOf(lines);
  const note = noteOf(art);
  if (note) return { note, width: art.width, height: art.height };
  const drawing = prepared(art, gap);
  return drawing.regions.length > MOST_REGIONS ? { note: 'too-many', width: art.width, height: art.height } : drawing;
}

function noteOf({ ink, paths }: LineArt): FinishNote | null {
  let [count, left, right, top, low] = [0, ink.width, 0, ink.height, 0];
  for (let y = 0, i = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++, i++) {
      if (ink.data[i] < INKED) continue;
      count++;
      [left, right, top, low] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(low, y)];
    }
  }
  const share = count / ink.data.length;
  if (count === 0) return 'no-lines';
  if (share > ALL_INK) return 'all-ink';
  if (share > MOSTLY_INK) return 'mostly-ink';
  if (Math.max(right - left, low - top) < TOO_SMALL * Math.max(ink.width, ink.height)) return 'too-small';
  return paths.length > MOST_STROKES ? 'too-many' : null;
}

function remembered(drawings: Map<string, Drawing>, lines: Lines, gap: number): Drawing {
  const key = `${contentKey(lines)} ${gap}`;
  const drawing = drawings.get(key) ?? drawingOf(lines, gap);
  drawings.delete(key);
  drawings.set(key, drawing);
  for (const oldest of drawings.keys()) {
    if (drawings.size <= KEPT) break;
    drawings.delete(oldest);
  }
  return drawing;
}

function checked({ pixels, lines, options = {} }: CleanRequest): FinishOptions {
  checkPixels(pixels, 'The picture');
  checkLines(lines);
  const complete = { ...FINISH_DEFAULTS, ...options };
  const { ink, colours, gap, background, pinned } = complete;
  const good =
    INKS.includes(ink) &&
    (colours === null || (Number.isInteger(colours) && colours >= 2 && colours <= 32)) &&
    gap >= 0 &&
    gap <= 8 &&
    (background === 'paper' || background === 'transparent') &&
    pinned.every(({ x, y, colour }) => Number.isFinite(x) && Number.isFinite(y) && /^#[0-9a-f]{6}$/i.test(colour));
  if (good) return complete;
  throw new AppError(
    'bad-input',
    'The options of the finish are out of range.',
    `ink: ${INKS.join(', ')}; colours: null or 2...32; gap: 0...8; background: paper or transparent; pinned: x, y, #rrggbb.`,
  );
}

function checkLines(lines: Lines): void {
  if (lines.kind === 'map') checkPixels(lines.pixels, 'The line map');
  else if (!side(lines.width) || !side(lines.height)) throw new AppError('bad-input', 'The paper has no size.');
}

const side = (value: number): boolean => value >= 1 && value <= LONGEST;

function checkPixels({ width, height, data }: Rgba, what: string): void {
  if (
    Number.isInteger(width) &&
    Number.isInteger(height) &&
    side(width) &&
    side(height) &&
    data.length === 4 * width * height
  ) {
    return;
  }
  throw new AppError('bad-input', `${what} must have sides of 1 to ${LONGEST} pixels and all of its pixels.`);
}
