// The lines that a picture followed: the drawing's own strokes, or the line map that its net saw. Reads the page that it is given.
import type { Lines } from '../../workers/finish/api.ts';
import type { ResizeMode } from '../../workers/engine/api.ts';
import type { PreprocessorName } from '../../workers/preprocess/api.ts';
import { hasHint, hintOf, kindOf, netOf, resizeOf } from '../control/hints.ts';
import type { Unit } from '../state/control.ts';
import { type Document, isBlank } from '../drawing/document.ts';
import type { Size } from '../drawing/place.ts';
import { hintLayers, INK, renderHint } from '../drawing/render.ts';
import { paperSize } from '../drawing/strokes.ts';
import { borderColour } from '../photo/border.ts';
import type { AppState } from '../state/types.ts';
import { outlinesOf } from './outlines.ts';

/** Maps whose lines part regions; poses, depths and colours do not. */
const LINE_KINDS: ReadonlySet<PreprocessorName> = new Set([
  'none',
  'invert',
  'threshold',
  'canny',
  'lineart_standard',
  'scribble_hed',
  'scribble_xdog',
  'scribble_inkling',
  'softedge_hed',
  'softedge_inkling',
  'mlsd',
  'mlsd_lsd',
]);
/** Longer side of a map of lines, in pixels: at least, for curves from coarse maps; at most, for the time that it takes. */
const SIDE = { least: 512, most: 1024 } as const;

type Page = Pick<AppState, 'units' | 'drawing' | 'photo' | 'start' | 'finish' | 'pack'>;

/**
 * What a picture of `size` pixels followed, asked for by `page`; null where it followed no lines: words alone, a depth map.
 * The drawing goes before maps: its strokes are what its user knows.
 */
export function linesOf(page: Page, size: Size): Lines | null {
  const { start, drawing } = page;
  const followed = page.units.filter((unit) => isFollowed(unit, page));
  const paper = followed.find(({ source }) => source.kind === 'drawing');
  if (paper || (followed.length === 0 && start.source.kind === 'drawing' && !isBlank(drawing.present))) {
    return drawnLines(drawing.present, size);
  }
  const [unit] = followed;
  if (!unit) return null;
  if (unit.source.kind === 'layer') return drawnLines(drawing.present, size, [unit.source.layer]);
  const map = hintOf(unit, page, size);
  return map && mapLines(asImageData(map), size, resizeOf(unit, page), page.finish.inverted);
}

function isFollowed(unit: Unit, page: Page): boolean {
  if (!unit.on || unit.weight === 0) return false;
  // While no pack is known (a kept picture, say), it must have had a net.
  if (page.pack && !netOf(unit, page.pack, page)) return false;
  return LINE_KINDS.has(kindOf(unit, page)) && hasHint(unit, page);
}

const drawn = new WeakMap<Document['layers'], Map<string, Lines>>();

/** The same object for the same layers and shape: a live drawing asks with each preview. */
function drawnLines(document: Document, { width, height }: Size, layers?: readonly string[]): Lines {
  const known = drawn.get(document.layers) ?? new Map<string, Lines>();
  drawn.set(document.layers, known);
  const key = `${width}x${height} ${layers?.join(' ') ?? ''}`;
  const lines = known.get(key) ?? newLines(document, { width, height }, layers);
  known.set(key, lines);
  return lines;
}

function newLines(document: Document, size: Size, layers?: readonly string[]): Lines {
  const paper = paperSize(size.width, size.height);
  const outlines = outlinesOf(hintLayers(document, layers), paper, INK);
  if (outlines) return { kind: 'strokes', ...paper, outlines };
  const scale = SIDE.most / Math.max(size.width, size.height);
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  const pixels = renderHint(document, side(size.width), side(size.height), layers ? { layers } : {});
  return { kind: 'map', pixels };
}

/** A map brought to the picture's shape, as the engine brings its copy to the picture's size. */
export function mapLines(map: ImageData, size: Size, mode: ResizeMode, inverted: boolean): Lines {
  const longest = Math.min(SIDE.most, Math.max(SIDE.least, map.width, map.height));
  const scale = longest / Math.max(size.width, size.height);
  const [width, height] = [size.width, size.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ];
  const [kx, ky] = [width / map.width, height / map.height];
  const even = mode === 'crop' ? Math.max(kx, ky) : Math.min(kx, ky);
  const [w, h] = mode === 'just' ? [width, height] : [map.width * even, map.height * even];
  const context = contextOf(width, height);
  context.fillStyle = borderColour(map);
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvasOf(map), (width - w) / 2, (height - h) / 2, w, h);
  return { kind: 'map', pixels: context.getImageData(0, 0, width, height), inverted };
}

function canvasOf(pixels: ImageData): OffscreenCanvas {
  const context = contextOf(pixels.width, pixels.height);
  context.putImageData(pixels, 0, 0);
  return context.canvas;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}

function asImageData({ width, height, data }: { width: number; height: number; data: Uint8ClampedArray }): ImageData {
  return new ImageData(new Uint8ClampedArray(data), width, height);
}
