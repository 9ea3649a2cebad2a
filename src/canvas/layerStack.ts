// The layers over each other on one canvas. Finished layers are bitmaps; what is in the hand is painted between them.
import { activeLayer, type Document } from '../drawing/document.ts';
import type { Item } from '../drawing/items.ts';
import { type Matrix, times } from '../drawing/matrix.ts';
import { paintItem } from '../drawing/paint.ts';
import { cornersOf } from '../drawing/shapes.ts';
import type { PaperColours } from './colours.ts';
import { type Box, boxOf, type Frame, transition, united } from './frame.ts';
import { LayerBitmap, LIGHT } from './layerBitmap.ts';

/** A layer that is being moved: it is shown through the matrix, in paper units. */
export interface HeldLayer {
  readonly id: string;
  readonly matrix: Matrix;
}

export class LayerStack {
  private readonly base: HTMLCanvasElement;
  private readonly bitmaps = new Map<string, LayerBitmap>();
  private readonly scratch = new OffscreenCanvas(1, 1);
  private document: Document | null = null;
  /** Where the item in the hand was painted last. */
  private inHand: Box | null = null;
  private held: (HeldLayer & { readonly frame: Frame }) | null = null;

  constructor(base: HTMLCanvasElement) {
    this.base = base;
  }

  /** True while layers with many items are shown as they were, and painted aside: `sync` is to be called again. */
  get waits(): boolean {
    return [...this.bitmaps.values()].some((bitmap) => bitmap.waits);
  }

  /**
   * Paints bitmaps anew where they are not of this document and frame, those with many items for no longer than until
   * `deadline`. Returns the part that changed; null: nothing.
   */
  sync(document: Document, frame: Frame, colours: PaperColours, deadline: number, held: HeldLayer | null): Box | null {
    const whole: Box = { x: 0, y: 0, width: frame.width, height: frame.height };
    const still = this.held === null && held === null && sameStack(this.document, document);
    let changed: Box | null = still ? null : whole;
    const letGo = held ? null : this.held;
    this.held = held && { ...held, frame: { ...frame, matrix: times(frame.matrix, held.matrix) } };
    const { id: active } = activeLayer(document);
    for (const layer of document.layers) {
      if (!layer.shown) continue;
      const bitmap = this.bitmaps.get(layer.id) ?? new LayerBitmap();
      this.bitmaps.set(layer.id, bitmap);
      if (held?.id === layer.id && layer.items.length > LIGHT && bitmap.painted) continue;
      if (letGo?.id === layer.id && !this.document?.layers.includes(layer)) bitmap.moved(layer, letGo.matrix);
      const added = bitmap.sync(layer, this.frameFor(layer.id, frame), colours, deadline);
      if (layer.id !== active) bitmap.rest();
      changed = united(changed, added === null ? whole : boxOfItems(added, frame));
    }
    for (const id of this.bitmaps.keys())
      if (!document.layers.some((layer) => layer.id === id)) this.bitmaps.delete(id);
    this.document = document;
    return changed;
  }

  /** Shows a part of the paper, or all of it; `item` is in the hand. */
  show(frame: Frame, colours: PaperColours, item: Item | null, part: Box | null): void {
    const { base, document } = this;
    const context = base.getContext('2d');
    if (!context || !document) return;
    const hand = item && boxOfItems([item], frame);
    const box = united(united(part, hand), this.inHand);
    this.inHand = hand;
    if (!box || box.width <= 0 || box.height <= 0) return;
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.clearRect(box.x, box.y, box.width, box.height);
    layPaper(context, frame, colours.paper);
    const { id: active } = activeLayer(document);
    for (const layer of document.layers) {
      const bitmap = layer.shown ? this.bitmaps.get(layer.id) : undefined;
      if (!bitmap?.painted || !bitmap.canvas) continue;
      const { painted, canvas } = bitmap;
      const wanted = this.frameFor(layer.id, frame);
      const still = painted === wanted;
      const within = still ? box : { x: 0, y: 0, width: canvas.width, height: canvas.height };
      const inked = item && layer.id === active ? this.withItem(canvas, item, painted, colours, within) : canvas;
      context.globalAlpha = layer.opacity;
      context.setTransform(...(still ? ([1, 0, 0, 1, 0, 0] as const) : transition(painted, wanted)));
      context.drawImage(inked, 0, 0);
    }
    context.restore();
  }

  private frameFor(id: string, frame: Frame): Frame {
    return this.held?.id === id ? this.held.frame : frame;
  }

  /** The active layer's pixels, which are of a frame, with the item in the hand; right within `box` only. */
  private withItem(
    canvas: OffscreenCanvas,
    item: Item,
    { matrix }: Frame,
    colours: PaperColours,
    box: Box,
  ): OffscreenCanvas {
    const { scratch } = this;
    const { width, height } = canvas;
    if (scratch.width !== width || scratch.height !== height) Object.assign(scratch, { width, height });
    const context = scratch.getContext('2d');
    if (!context) return canvas;
    context.save();
    context.clearRect(box.x, box.y, box.width, box.height);
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.drawImage(canvas, 0, 0);
    context.setTransform(...matrix);
    paintItem(context, item, colours, false);
    context.restore();
    return scratch;
  }
}

/** The paper on the desk; nothing is seen beside it. */
function layPaper(context: CanvasRenderingContext2D, { matrix, paper }: Frame, colour: string): void {
  context.setTransform(...matrix);
  context.fillStyle = colour;
  context.beginPath();
  context.rect(-paper.width / 2, -paper.height / 2, paper.width, paper.height);
  context.fill();
  context.clip();
}

/** The same layers in the same order, equally shown; their items may differ. */
function sameStack(a: Document | null, b: Document): boolean {
  if (a?.layers.length !== b.layers.length) return false;
  return b.layers.every((layer, i) => {
    const other = a.layers[i];
    return other?.id === layer.id && other.shown === layer.shown && other.opacity === layer.opacity;
  });
}

function boxOfItems(items: readonly Item[], frame: Frame): Box | null {
  return items.reduce<Box | null>((box, item) => united(box, boxOfItem(item, frame)), null);
}

function boxOfItem(item: Item, frame: Frame): Box {
  if ('points' in item) return boxOf(frame, item.points, item.size);
  if ('from' in item) return boxOf(frame, cornersOf(item), item.size);
  return { x: 0, y: 0, width: frame.width, height: frame.height };
}
