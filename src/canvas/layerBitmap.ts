// One layer as pixels, brought up to date with as little painting as may be: what is new goes on top, and undo starts from
// the last checkpoint before it. What takes long is painted aside in slices, and the old pixels are shown until it is done.
import type { Layer } from '../drawing/document.ts';
import type { Item } from '../drawing/items.ts';
import { inverse, type Matrix, times } from '../drawing/matrix.ts';
import { type Look, paintItem, paintPicture } from '../drawing/paint.ts';
import type { Frame } from './frame.ts';

/** Items between checkpoints; and between those that are kept for long. */
const FINE = 32;
const COARSE = 256;
const FINE_KEPT = 3;

/** So many items are painted at once; a held layer of more is not painted anew while it moves: its pixels are stretched. */
export const LIGHT = 64;

interface Checkpoint {
  readonly count: number;
  readonly canvas: OffscreenCanvas;
}

/** Pixels and what they are of: the first `count` items of a layer. */
interface Painting {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly frame: Frame;
  readonly ink: string;
  layer: Layer;
  count: number;
  checkpoints: readonly Checkpoint[];
}

export class LayerBitmap {
  private shown: Painting | null = null;
  private coming: Painting | null = null;

  /** Null before anything was painted. */
  get canvas(): OffscreenCanvas | null {
    return this.shown?.canvas ?? null;
  }

  /** The frame that the pixels are of. */
  get painted(): Frame | null {
    return this.shown?.frame ?? null;
  }

  /** True while the pixels are old, and new ones are being painted: `sync` is to be called again. */
  get waits(): boolean {
    return this.coming !== null;
  }

  /**
   * Paints what is missing; when much is, for no longer than until `deadline` (performance.now()).
   * @returns the items that were added, where that is all that has changed; null for more
   */
  sync(layer: Layer, frame: Frame, look: Look, deadline: number): readonly Item[] | null {
    const { shown } = this;
    if (shown?.frame === frame && isOf(shown, layer, look) && missing(shown, layer) <= COARSE) {
      this.coming = null;
      return update(shown, layer, look);
    }
    if (layer.items.length <= LIGHT) this.shown = finished(begun(layer, frame, look, shown?.canvas), look);
    else if (!this.paintAside(layer, frame, look, deadline)) return shown ? keepUp(shown, layer, look) : [];
    this.coming = null;
    return null;
  }

  /** The layer was moved: until it is painted anew, its pixels are shown through the matrix, which is in paper units. */
  moved(layer: Layer, matrix: Matrix): void {
    if (!this.shown) return;
    const { frame } = this.shown;
    this.shown = {
      ...this.shown,
      layer,
      count: layer.items.length,
      frame: { ...frame, matrix: times(frame.matrix, inverse(matrix)) },
      checkpoints: [],
    };
  }

  /** Gives back what only undo needs. */
  rest(): void {
    if (this.shown) this.shown.checkpoints = [];
  }

  /** True when all is painted and shown. */
  private paintAside(layer: Layer, frame: Frame, look: Look, deadline: number): boolean {
    const { coming } = this;
    const goesOn =
      coming?.frame === frame &&
      isOf(coming, layer, look) &&
      sharedCount(coming.layer.items, layer.items) >= coming.count;
    const painting = goesOn ? coming : begun(layer, frame, look);
    painting.layer = layer;
    paintOn(painting, look, deadline);
    if (painting.count < layer.items.length) {
      this.coming = painting;
      return false;
    }
    this.shown = painting;
    return true;
  }
}

/** A layer's picture in a frame, still without its items. `canvas` is painted over, if given. */
function begun(layer: Layer, frame: Frame, look: Look, canvas = new OffscreenCanvas(1, 1)): Painting {
  const { width, height, matrix, paper } = frame;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = contextOf(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(...matrix);
  paintPicture(context, layer, paper, look);
  return { canvas, context, frame, ink: look.ink, layer, count: 0, checkpoints: [] };
}

/** Goes on until all items are painted, or to the deadline. */
function paintOn(painting: Painting, look: Look, deadline: number): void {
  const { context, frame, layer } = painting;
  const { items } = layer;
  context.setTransform(...frame.matrix);
  for (; painting.count < items.length && performance.now() < deadline; painting.count++) {
    const at = painting.count;
    const wanted = at % COARSE === 0 || (at % FINE === 0 && items.length - at <= FINE * FINE_KEPT);
    if (wanted && at > 0) keep(painting);
    paintItem(context, items[at] as Item, look);
  }
  const oldest = items.length - FINE * (FINE_KEPT + 1);
  painting.checkpoints = painting.checkpoints
    .filter(({ count }) => count >= oldest || count % COARSE === 0)
    .slice(-2 * FINE_KEPT);
}

function finished(painting: Painting, look: Look): Painting {
  paintOn(painting, look, Infinity);
  return painting;
}

/** Brings pixels of the same frame and ground to the layer as it is now. Returns what was added, or null. */
function update(painting: Painting, layer: Layer, look: Look): readonly Item[] | null {
  const before = painting.layer.items;
  if (before === layer.items) return [];
  const shared = sharedCount(before, layer.items);
  painting.layer = layer;
  const added = shared === before.length;
  if (!added) back(painting, shared, look);
  finished(painting, look);
  return added ? layer.items.slice(shared) : null;
}

/** Old pixels get what was drawn since, though they are to be replaced. */
function keepUp(shown: Painting, layer: Layer, look: Look): readonly Item[] | null {
  const before = shown.layer.items;
  const grown = before !== layer.items && sharedCount(before, layer.items) === before.length;
  if (!grown || !isOf(shown, layer, look)) return [];
  update(shown, layer, look);
  return null;
}

/** How many items would have to be painted. */
function missing({ layer: { items }, checkpoints }: Painting, layer: Layer): number {
  const shared = sharedCount(items, layer.items);
  const start =
    shared === items.length
      ? shared
      : Math.max(0, ...checkpoints.map(({ count }) => count).filter((at) => at <= shared));
  return layer.items.length - start;
}

function keep(painting: Painting): void {
  const { canvas, count, checkpoints } = painting;
  if (checkpoints.some((each) => each.count === count)) return;
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  contextOf(copy).drawImage(canvas, 0, 0);
  painting.checkpoints = [...checkpoints, { count, canvas: copy }].sort((a, b) => a.count - b.count);
}

/** Goes back to the last checkpoint with no more than `shared` items, or to none. */
function back(painting: Painting, shared: number, look: Look): void {
  const { context, layer, frame, canvas } = painting;
  painting.checkpoints = painting.checkpoints.filter((each) => each.count <= shared);
  const last = painting.checkpoints.at(-1);
  painting.count = last?.count ?? 0;
  if (!last) {
    begun(layer, frame, look, canvas);
    return;
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'copy';
  context.drawImage(last.canvas, 0, 0);
  context.globalCompositeOperation = 'source-over';
}

/** Whether pixels differ from the layer's in nothing but items. */
function isOf({ layer, ink }: Painting, now: Layer, look: Look): boolean {
  return ink === look.ink && sameGround(layer, now);
}

/** What lies under the items is the same. */
function sameGround(a: Layer, b: Layer): boolean {
  if (a.kind === 'ink' || b.kind === 'ink') return a.kind === b.kind;
  return a.image === b.image && a.place === b.place && a.inverted === b.inverted && a.lines === b.lines;
}

function sharedCount(a: readonly Item[], b: readonly Item[]): number {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++) if (a[i] !== b[i]) return i;
  return most;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
