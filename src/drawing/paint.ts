// Paints items and layers on any 2D context. Reads nothing but its arguments and the pictures' pixels; knows no store.
import type { Layer } from './document.ts';
import { linesOf, pictureOf } from './images.ts';
import type { Item, Shape } from './items.ts';
import { fitted, type Size } from './place.ts';
import { middleOf } from './shapes.ts';
import { paperSize, strokePath } from './strokes.ts';

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** How a layer looks: the colour of lines that have none; `plain`: every line in it, and nothing but lines. */
export interface Look {
  readonly ink: string;
  readonly plain?: boolean;
}

const paths = new WeakMap<Item, Path2D>();

/** Puts paper units on the context: the origin at the centre, the paper filling width x height pixels. */
export function setPaperUnits(context: Context, width: number, height: number): void {
  const scale = width / paperSize(width, height).width;
  context.setTransform(scale, 0, 0, scale, width / 2, height / 2);
}

/** Paints an item in paper units over what its layer has already; an eraser takes from that. */
export function paintItem(context: Context, item: Item, look: Look, done = true): void {
  if (item.tool === 'fill' && look.plain) return;
  const colour = look.plain ? look.ink : (item.colour ?? look.ink);
  if (item.tool === 'eraser') context.globalCompositeOperation = 'destination-out';
  if (item.tool === 'pen' || item.tool === 'eraser' || item.tool === 'fill') {
    context.fillStyle = colour;
    context.fill(pathOf(item, done), item.tool === 'fill' ? 'evenodd' : 'nonzero');
  } else {
    Object.assign(context, { strokeStyle: colour, lineWidth: item.size, lineCap: 'round', lineJoin: 'round' });
    context.stroke(pathOf(item, done));
  }
  context.globalCompositeOperation = 'source-over';
}

/** The picture of a layer and its items, over nothing; the context is in paper units of `paper`. */
export function paintLayer(context: Context, layer: Layer, paper: Size, look: Look): void {
  paintPicture(context, layer, paper, look);
  for (const item of layer.items) paintItem(context, item, look);
}

/** What lies under the items: nothing for an ink layer. */
export function paintPicture(context: Context, layer: Layer, paper: Size, look: Look): void {
  if (layer.kind === 'ink') return;
  const { image, inverted, lines } = layer;
  const picture = lines ? linesOf(image, inverted, look.ink) : pictureOf(image, inverted);
  if (!picture) return;
  const { x, y, width, height, angle } = layer.place ?? fitted(picture, paper);
  context.save();
  context.imageSmoothingQuality = 'high';
  context.translate(x, y);
  context.rotate((angle * Math.PI) / 180);
  context.drawImage(picture, -width / 2, -height / 2, width, height);
  context.restore();
}

/** An item's outline; computed once and remembered when the item is `done`. */
function pathOf(item: Item, done: boolean): Path2D {
  const known = paths.get(item);
  if (known) return known;
  const path =
    item.tool === 'fill'
      ? ringsPath(item.rings)
      : 'from' in item
        ? shapePath(item)
        : new Path2D(strokePath(item, done));
  if (done) paths.set(item, path);
  return path;
}

function shapePath({ turn = 0, ...shape }: Shape): Path2D {
  const path = uprightPath(shape);
  if (turn === 0) return path;
  const [x, y] = middleOf(shape);
  const turned = new Path2D();
  turned.addPath(path, new DOMMatrix().translateSelf(x, y).rotateSelf(turn).translateSelf(-x, -y));
  return turned;
}

function uprightPath({ tool, from: [x0, y0], to: [x1, y1] }: Shape): Path2D {
  const path = new Path2D();
  if (tool === 'line') {
    path.moveTo(x0, y0);
    path.lineTo(x1, y1);
  } else if (tool === 'rectangle') path.rect(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
  else path.ellipse((x0 + x1) / 2, (y0 + y1) / 2, Math.abs(x1 - x0) / 2, Math.abs(y1 - y0) / 2, 0, 0, 2 * Math.PI);
  return path;
}

function ringsPath(rings: readonly (readonly number[])[]): Path2D {
  const path = new Path2D();
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      if (i === 0) path.moveTo(ring[0] ?? 0, ring[1] ?? 0);
      else path.lineTo(ring[i] ?? 0, ring[i + 1] ?? 0);
    }
    path.closePath();
  }
  return path;
}
