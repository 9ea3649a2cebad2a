// The resolution at which a preprocessor sees a picture just as finely as it will be used ("pixel-perfect"). Pure.

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * sd-webui-controlnet's rule: the shorter side after the resize that `fit` will do. 'just' counts as 'crop', as there.
 * Halves go to the even number, as Python rounds.
 */
export function pixelPerfectResolution(image: Size, target: Size, mode: 'just' | 'crop' | 'fill'): number {
  const k0 = target.height / image.height;
  const k1 = target.width / image.width;
  const k = mode === 'fill' ? Math.min(k0, k1) : Math.max(k0, k1);
  return roundHalfEven(k * Math.min(image.height, image.width));
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}
