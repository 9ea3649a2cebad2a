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
import { cleanOf } from './clean.ts';
import { contentKey } from './contentKey.ts';
import { lineArtOf } from './lineArt.ts';
import { type Prepared, prepared } from './prepare.ts';

const KEPT = 4;
const LONGEST = 8192;

export function createFinish(): FinishApi {
  const drawings = new Map<string, Prepared>();
  return {
    // What throws becomes a rejection.
    clean: (request) =>
      new Promise((resolve) => {
        const options = checked(request);
        resolve(cleaned(remembered(drawings, request.lines, options.gap), request.pixels, options));
      }),
  };
}

/** One clean picture, with nothing remembered. @throws AppError 'bad-input' as `FinishApi.clean` does */
export function clean(request: CleanRequest): CleanPicture {
  const options = checked(request);
  return cleaned(prepared(lineArtOf(request.lines), options.gap), request.pixels, options);
}

function cleaned(drawing: Prepared, pixels: Rgba, options: FinishOptions): CleanPicture {
  const note = noteOf(drawing);
  if (!note) return cleanOf(drawing, pixels, options);
  const { width, height } = drawing.art;
  return { width, height, regions: [], inks: [], background: options.background, note };
}

function noteOf({ art }: Prepared): FinishNote | null {
  const inked = art.ink.data.reduce((count, each) => count + Number(each >= 128), 0) / art.ink.data.length;
  if (inked === 0) return 'no-lines';
  if (inked > 0.97) return 'all-ink';
  if (inked > 0.6) return 'mostly-ink';
  return null;
}

function remembered(drawings: Map<string, Prepared>, lines: Lines, gap: number): Prepared {
  const key = `${contentKey(lines)} ${gap}`;
  const drawing = drawings.get(key) ?? prepared(lineArtOf(lines), gap);
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
  if (lines.kind === 'map') checkPixels(lines.pixels, 'The line map');
  else if (!side(lines.width) || !side(lines.height)) throw new AppError('bad-input', 'The paper has no size.');
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
