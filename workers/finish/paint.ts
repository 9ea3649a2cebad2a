// Paints a clean picture on any 2D context, and finds the region at a point. Knows no page: worker and page use it alike.
import type { CleanPicture, CleanRegion, Fill } from './api.ts';

/** By how much regions reach beneath their neighbours, in units of the picture: both sides together. */
export const OVERLAP = 2;
/** The same in pixels, at the least: else a line of what lies below would show where the picture is small. */
const LEAST_PIXELS = 1.5;

/** What painting needs of a 2D context, on screen or off it. */
export type Surface = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'translate'
  | 'scale'
  | 'fill'
  | 'stroke'
  | 'createLinearGradient'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'isPointInPath'
>;

/** A picture's paths in the form that canvases want, made once. */
export interface Painting {
  readonly picture: CleanPicture;
  readonly regions: readonly { readonly region: CleanRegion; readonly path: Path2D }[];
  readonly inks: readonly { readonly colour: string; readonly path: Path2D }[];
}

/** `makePath`: for where there is no Path2D. */
export function paintingOf(picture: CleanPicture, makePath = (data: string): Path2D => new Path2D(data)): Painting {
  return {
    picture,
    regions: paintedRegions(picture).map((region) => ({ region, path: makePath(region.path) })),
    inks: picture.inks.map(({ colour, path }) => ({ colour, path: makePath(path) })),
  };
}

/** The regions that are seen: a transparent background is not. */
export function paintedRegions({ regions, background }: CleanPicture): readonly CleanRegion[] {
  return background === 'transparent' ? regions.filter((region) => !region.background) : regions;
}

/**
 * Paints over what is there, the picture's upper left corner at the origin of the context's transform, `scale` of its
 * pixels to a unit of the picture (which is 1 / devicePixelRatio ... any).
 */
export function paintClean(context: Surface, { regions, inks }: Painting, scale: number): void {
  context.save();
  context.scale(scale, scale);
  context.lineJoin = 'round';
  context.lineWidth = Math.max(OVERLAP, LEAST_PIXELS / scale);
  for (const { region, path } of regions) {
    const paint = paintOf(context, region.fill);
    context.fillStyle = paint;
    context.strokeStyle = paint;
    context.fill(path, 'evenodd');
    context.stroke(path);
  }
  for (const { colour, path } of inks) {
    context.fillStyle = colour;
    context.fill(path, 'nonzero');
  }
  context.restore();
}

function paintOf(context: Surface, fill: Fill): string | CanvasGradient {
  if (fill.kind === 'flat') return fill.colour;
  const gradient = context.createLinearGradient(...fill.from, ...fill.to);
  for (const { at, colour } of fill.stops) gradient.addColorStop(at, colour);
  return gradient;
}

/** The region that is seen at a point of the picture; null outside. The context's transform must be the identity. */
export function regionAt(context: Surface, { regions }: Painting, x: number, y: number): CleanRegion | null {
  return regions.findLast(({ path }) => context.isPointInPath(path, x, y, 'evenodd'))?.region ?? null;
}
