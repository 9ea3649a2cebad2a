// The finish for scripts: `window.inkling.finish`, and the clean form of a picture that `generate` made.
import type { Job, PackInfo, Pixels } from '../../workers/engine/api.ts';
import type { CleanPicture, CleanRequest } from '../../workers/finish/api.ts';
import { paintClean, paintingOf } from '../../workers/finish/paint.ts';
import { svgOf } from '../../workers/finish/svg.ts';
import { paperSize } from '../drawing/strokes.ts';
import { COLOURS_RANGE, GAP_RANGE } from './finish.ts';
import { mapLines } from './lines.ts';
import { BACKGROUNDS, type BackgroundName, type InkName, INKS } from '../state/finish.ts';
import * as check from '../machine/check.ts';
import { cleanPicture } from '../machine/finish.ts';
import type { FinishResult } from '../machine/requestTypes.ts';

export interface FinishSettings {
  /** The colour of the lines; default 'shade', a dark shade of what they lie on. */
  readonly ink?: InkName;
  /** At most so many, 2...32; default null: as many as there are. */
  readonly colours?: number | null;
  readonly background?: BackgroundName;
  /** The widest gap that is closed, 0...8 line widths; default 4. */
  readonly gap?: number;
}

const MAX_SIDE = 4096;
/** Conditions of nets that follow lines. */
const LINE_CONDITIONS = new Set(['scribble', 'canny', 'lineart', 'softedge', 'hed', 'mlsd']);

/**
 * A picture and its lines (dark on light or light on dark, told by itself; null: it followed none) as a clean picture.
 * @throws AppError 'bad-input' naming the setting that makes no sense
 */
export async function finishPicture(
  image: Pixels,
  lines: Pixels | null,
  settings: unknown = {},
): Promise<FinishResult> {
  const options = checked(settings);
  return finished({ pixels: image, lines: lines ? { kind: 'map', pixels: lines } : unlined(image), options });
}

/** The clean form of a picture that `job` made: of the first line map that it followed, or of none. */
export async function finishJob(image: Pixels, job: Job, pack: PackInfo): Promise<FinishResult> {
  const followsLines = (name: string): boolean =>
    pack.controlNets.some((net) => net.name === name && net.conditions.some((each) => LINE_CONDITIONS.has(each)));
  const unit = job.controls.find(({ net, weight }) => weight > 0 && followsLines(net));
  if (!unit) return finished({ pixels: image, lines: unlined(image) });
  const { width, height, data } = unit.image;
  const map = new ImageData(new Uint8ClampedArray(data), width, height);
  return finished({ pixels: image, lines: mapLines(map, image, unit.resize, false) });
}

/** Of an image that followed no lines: as large as paper. */
function unlined({ width, height }: Pixels): CleanRequest['lines'] {
  return { kind: 'none', ...paperSize(width, height) };
}

async function finished(request: CleanRequest): Promise<FinishResult> {
  const picture = await cleanPicture(request);
  const { width, height } = request.pixels;
  return {
    svg: svgOf(picture),
    regions: picture.regions.length,
    note: picture.note,
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
