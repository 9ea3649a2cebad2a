// OpenCV's INTER_CUBIC and INTER_AREA on RGB bytes, bit for bit, which sd-webui-controlnet resizes with before it looks.
// Pure; written from the behaviour of OpenCV's resize.cpp.
import { resizeArea } from './resizeArea.ts';
import { resizeCubic } from './resizeCubic.ts';
import type { Rgb } from './types.ts';

/** `cv2.resize(image, (width, height), interpolation=INTER_CUBIC | INTER_AREA)`; INTER_AREA only for shrinking. */
export function resizeOpenCv(image: Rgb, width: number, height: number, mode: 'cubic' | 'area'): Rgb {
  if (image.width === width && image.height === height) return image;
  return mode === 'cubic' ? resizeCubic(image, width, height) : resizeArea(image, width, height);
}
