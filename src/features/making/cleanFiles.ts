// A clean picture as files: PNG in any size, SVG with title, description and the page that made it.
import type { CleanPicture } from '../../../workers/finish/api.ts';
import { svgOf } from '../../../workers/finish/svg.ts';
import type { Painter } from '../../machine/resultStage.ts';
import type { PictureRecord } from '../../files/types.ts';

/** Times the picture's own size. */
export const SCALES = [1, 2, 4, 8] as const;
const MAX_SIDE = 4096;
/** A saved picture is about this large unless somebody chooses. */
const USUAL_SIDE = 1024;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The sizes that a picture of `width` x `height` pixels can be saved in. */
export function sizesOf({ width, height }: Size): readonly Size[] {
  return SCALES.map((scale) => ({ width: width * scale, height: height * scale })).filter(
    (size) => Math.max(size.width, size.height) <= MAX_SIDE,
  );
}

/** The largest of them that is not beyond `most`; the picture's own at the least. */
export function usualSize(size: Size, most = USUAL_SIDE): Size {
  return sizesOf(size).findLast(({ width, height }) => Math.max(width, height) <= most) ?? size;
}

/** The clean picture in pixels; what it leaves out is transparent. */
export function pixelsOfClean(painter: Painter, { width, height }: Size): ImageData {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  painter(context, width, height);
  return context.getImageData(0, 0, width, height);
}

/** The clean picture as an SVG file that tells how it was made. */
export function svgFile(
  picture: CleanPicture,
  { prompt, metadata, page }: Pick<PictureRecord, 'prompt' | 'metadata' | 'page'>,
): Blob {
  const svg = svgOf(picture, { title: prompt.trim() || 'Inkling', description: metadata, metadata: page });
  return new Blob([svg], { type: 'image/svg+xml' });
}
