// The feather of a repainted part: its mask is blurred, and decides how much of the new picture is seen. Pure.
import { fit } from '../image/fit.ts';
import { gaussianBlur8 } from '../image/gaussian.ts';
import { overWhite, type Rgba } from '../image/pixels.ts';
import { keepUnmasked } from './images.ts';
import type { Job, Pixels } from './job.ts';

/**
 * The job with its mask blurred by `maskBlur` (standard deviation, in pixels of the picture), as OpenCV's GaussianBlur does it and
 * A1111's "Mask blur" calls it. Latents are repainted where at least half of the mask is left.
 */
export function withBlurredMask<J extends Pick<Job, 'mask' | 'maskBlur' | 'width'>>(job: J): J {
  const { mask, maskBlur = 0, width } = job;
  return mask && maskBlur > 0 ? { ...job, mask: blurred(mask, (maskBlur * mask.width) / width) } : job;
}

function blurred({ width, height, data }: Pixels, sigma: number): Pixels {
  const plane = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 0);
  const soft = gaussianBlur8(plane, width, height, sigma);
  const out = new Uint8ClampedArray(4 * soft.length).fill(255);
  soft.forEach((value, i) => out.fill(value, 4 * i, 4 * i + 3));
  return { width, height, data: out };
}

/** What was not to be repainted is the original's, to the bit; a blurred mask lets the two run into each other. */
export function keptOutside(result: Rgba, { init, mask, maskBlur = 0 }: Pick<Job, 'init' | 'mask' | 'maskBlur'>): Rgba {
  if (!mask || !init) return result;
  return maskBlur > 0 ? laidOver(result, init.image, mask) : keepUnmasked(result, init.image, mask);
}

/** The new picture over the original, as far as the mask's grey says: Pillow's `composite`. */
function laidOver(result: Rgba, original: Pixels, mask: Pixels): Rgba {
  const { width, height } = result;
  const kept = fit(overWhite(original), width, height, 'crop').data;
  const data = new Uint8ClampedArray(result.data);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const place = Math.floor((y * mask.height) / height) * mask.width + Math.floor((x * mask.width) / width);
    const share = mask.data[4 * place] ?? 0;
    for (let c = 0; c < 3; c++) {
      // A product of bytes over 255, rounded (Pillow's MULDIV255).
      const sum = (data[4 * i + c] ?? 0) * share + (kept[3 * i + c] ?? 0) * (255 - share) + 128;
      data[4 * i + c] = ((sum >> 8) + sum) >> 8;
    }
  }
  return { width, height, data };
}
