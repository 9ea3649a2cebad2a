// The finish for scripts: `window.inkling.finish`, and the clean form of a picture that `generate` made.
import type { Job, PackInfo, Pixels } from '../../workers/engine/api.ts';
import type { CleanPicture, CleanRequest } from '../../workers/finish/api.ts';
import { paintClean, paintingOf } from '../../workers/finish/paint.ts';
import { svgOf } from '../../workers/finish/svg.ts';
import { COLOURS_RANGE, GAP_RANGE } from '../finish/finish.ts';
import { mapLines } from '../finish/lines.ts';
import { BACKGROUNDS, type BackgroundName, type InkName, INKS } from '../finish/types.ts';
import * as check from './check.ts';
import { cleanPicture } from './finish.ts';

export interface FinishSettings {
  /** The colour of the lines; default 'shade', a dark shade of what they lie on. */
  readonly ink?: InkName;
  /** At most so many, 2...32; default null: as many as there are. */
  readonly colours?: number | null;
  readonly background?: BackgroundName;
  /** The widest gap that is closed, 0...8 line widths; default 4. */
  readonly gap?: number;
}

/** A clean picture. */
export interface FinishResult {
  readonly svg: string;
  readonly regions: number;
  /** Its pixels, `scale` times as large as the painted picture, sides up to 4096. */
  image(scale?: number): Promise<ImageData>;
}

const MAX_SIDE = 4096;
/** Conditions of nets that follow lines. */
const LINE_CONDITIONS = new Set(['scribble', 'canny', 'lineart', 'softedge', 'hed', 'mlsd']);

/**
 * A picture and its lines (dark on light or light on dark, told by itself) as a clean picture. null where lines and picture give
 * none: no lines at all, or nothing but lines.
 * @throws AppError 'bad-input' naming the setting that makes no sense
 */
export async function finishPicture(
  image: Pixels,
  lines: Pixels,
  settings: unknown = {},
): Promise<FinishResult | null> {
  const options = checked(settings);
  return finished({ pixels: image, lines: { kind: 'map', pixels: lines }, options });
}

/** The clean form of a picture that `job` made: of the first line map that it followed; null where there is none. */
export async function finishJob(image: Pixels, job: Job, pack: PackInfo): Promise<FinishResult | null> {
  const followsLines = (name: string): boolean =>
    pack.controlNets.some((net) => net.name === name && net.conditions.some((each) => LINE_CONDITIONS.has(each)));
  const unit = job.controls.find(({ net, weight }) => weight > 0 && followsLines(net));
  if (!unit) return null;
  const { width, height, data } = unit.image;
  const map = new ImageData(new Uint8ClampedArray(data), width, height);
  return finished({ pixels: image, lines: mapLines(map, image, unit.resize, false) });
}

async function finished(request: CleanRequest): Promise<FinishResult | null> {
  const picture = await cleanPicture(request);
  if (picture.note !== null) return null;
  const { width, height } = request.pixels;
  return {
    svg: svgOf(picture),
    regions: picture.regions.length,
    // A rejection, not a throw: scripts wait for a promise.
    image: (scale = 1) =>
      new Promise((resolve) => {
        const most = MAX_SIDE / Math.max(width, height);
        resolve(pixelsOf(picture, { width, height }, check.number('scale', scale, 1 / Math.max(width, height), most)));
      }),
  };
}

function pixelsOf(picture: CleanPicture, size: { width: number; height: number }, scale: number): ImageData {
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  const context = new OffscreenCanvas(Math.max(1, width), Math.max(1, height)).getContext('2d');
  if (!context) throw new Error('This browser gave no 2D canvas.');
  paintClean(context, paintingOf(picture), context.canvas.width / picture.width);
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

function checked(settings: unknown): NonNullable<CleanRequest['options']> {
  const { ink, colours, background, gap } = check.record('The finish', settings as FinishSettings);
  const { min, max } = COLOURS_RANGE;
  return {
    ...(ink !== undefined && { ink: check.oneOf('ink', ink, INKS) }),
    ...(colours !== undefined && {
      colours: colours === null ? null : check.number('colours', colours, min, max, true),
    }),
    ...(background !== undefined && { background: check.oneOf('background', background, BACKGROUNDS) }),
    ...(gap !== undefined && { gap: check.number('gap', gap, GAP_RANGE.min, GAP_RANGE.max) }),
  };
}
