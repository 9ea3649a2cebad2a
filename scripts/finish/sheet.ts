// Drawing, painted and clean side by side, as one sheet: all but the painting itself is done here, without a browser.
import { createCanvas, loadImage, Path2D as SkiaPath, type SKRSContext2D } from '@napi-rs/canvas';
import { parseLink } from '../../src/share/link.ts';
import type { CleanPicture, FinishOptions, Lines } from '../../workers/finish/api.ts';
import { clean } from '../../workers/finish/finish.ts';
import { paintClean, paintingOf } from '../../workers/finish/paint.ts';
import type { Rgba } from '../../workers/image/types.ts';
import { linesOf } from './lines.ts';
import type { PaintedDrawing } from './painted.ts';

export interface Sample {
  readonly prompt: string;
  readonly lines: Lines;
  readonly pixels: readonly Rgba[];
}

export async function samplesOf(drawings: readonly PaintedDrawing[]): Promise<readonly Sample[]> {
  return Promise.all(
    drawings.map(async ({ prompt, link, pictures }) => ({
      prompt,
      lines: linesOf((await parseLink(link)).drawing),
      pixels: await Promise.all(pictures.map(pixelsOf)),
    })),
  );
}

async function pixelsOf(url: string): Promise<Rgba> {
  const image = await loadImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { width, height, data } = context.getImageData(0, 0, image.width, image.height);
  return { width, height, data };
}

/** A clean picture on a Skia canvas, as a page would have it. */
export function paintOn(context: SKRSContext2D, picture: CleanPicture, side: number): void {
  const painting = paintingOf(picture, (data) => new SkiaPath(data));
  paintClean(context, painting, side / Math.max(picture.width, picture.height));
}

/** WebP of all: each drawing has a row of lines, then painted and clean of each seed; `across` drawings in a row. */
export function sheetOf(
  samples: readonly Sample[],
  { side, across, options }: { side: number; across: number; options?: Partial<FinishOptions> },
): Buffer {
  const columns = 1 + 2 * (samples[0]?.pixels.length ?? 0);
  const canvas = createCanvas(across * columns * side, Math.ceil(samples.length / across) * side);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  samples.forEach((sample, i) => {
    const at = (column: number, paint: () => void): void => {
      context.save();
      context.translate(((i % across) * columns + column) * side, Math.floor(i / across) * side);
      paint();
      context.restore();
    };
    at(0, () =>
      paintOn(context, { ...clean({ ...sample, pixels: white(), options: { ink: 'drawn' } }), regions: [] }, side),
    );
    sample.pixels.forEach((pixels, k) => {
      const small = createCanvas(pixels.width, pixels.height);
      const image = small.getContext('2d').createImageData(pixels.width, pixels.height);
      image.data.set(pixels.data);
      small.getContext('2d').putImageData(image, 0, 0);
      at(1 + 2 * k, () => context.drawImage(small, 0, 0, side, side));
      at(2 + 2 * k, () => paintOn(context, clean({ ...sample, pixels, ...(options && { options }) }), side));
    });
  });
  return canvas.encodeSync('webp', 86);
}

function white(): Rgba {
  return { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(255) };
}
