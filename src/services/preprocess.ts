// The preprocessors that need no model and no worker. Pure functions on pixels.
import type { Pixels } from '../../workers/engine/api.ts';
import { AppError } from '../../workers/errors.ts';
import * as check from './check.ts';
import type { PreprocessParams } from './requestTypes.ts';

/** sd-webui-controlnet's names; those without a function here wait for their worker. */
export const PREPROCESSOR_NAMES = [
  'none',
  'invert',
  'threshold',
  'canny',
  'lineart_standard',
  'scribble_hed',
  'scribble_xdog',
  'softedge_hed',
  'mlsd',
  'seg_ofade20k',
  'depth_anything',
  'normal_bae',
  'normal_midas',
  'openpose',
] as const;

/**
 * The control map of an image. `threshold` takes {threshold: 0...255, default 127}: lighter pixels (luma) become white,
 * the others black.
 * @throws AppError 'bad-input' for an unknown name or parameter value, 'unsupported' for a known name that is not built yet.
 */
export function preprocess(name: string, image: Pixels, params: PreprocessParams = {}): Pixels {
  const known = check.oneOf('preprocessor', name, PREPROCESSOR_NAMES);
  switch (known) {
    case 'none':
      return image;
    case 'invert':
      return mapPixels(image, (r, g, b) => [255 - r, 255 - g, 255 - b]);
    case 'threshold': {
      const limit = check.number('threshold', params['threshold'] ?? 127, 0, 255);
      return mapPixels(image, (r, g, b) => {
        const value = 0.299 * r + 0.587 * g + 0.114 * b > limit ? 255 : 0;
        return [value, value, value];
      });
    }
    default:
      throw new AppError(
        'unsupported',
        `The preprocessor "${known}" is not there yet.`,
        'Use none, invert or threshold, or give a ready-made hint.',
      );
  }
}

type Rgb = readonly [r: number, g: number, b: number];

function mapPixels({ width, height, data }: Pixels, map: (...rgb: Rgb) => Rgb): Pixels {
  const out = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    out.set(map(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0), i);
    out[i + 3] = data[i + 3] ?? 255;
  }
  return { width, height, data: out };
}
