// One layer as pixels, brought up to date with as little painting as may be: what is new goes on top, and undo starts from
// the last checkpoint before it.
import type { Layer } from '../drawing/document.ts';
import type { Item } from '../drawing/items.ts';
import { type Look, paintItem, paintPicture } from '../drawing/paint.ts';
import type { Frame } from './frame.ts';

/** Items between checkpoints; and between those that are kept for long. */
const FINE = 32;
const COARSE = 256;
const FINE_KEPT = 3;

interface Checkpoint {
  readonly count: number;
  readonly canvas: OffscreenCanvas;
}

export class LayerBitmap {
  readonly canvas = new OffscreenCanvas(1, 1);
  private readonly context = contextOf(this.canvas);
  private frame: Frame | null = null;
  private layer: Layer | null = null;
  private ink = '';
  private checkpoints: Checkpoint[] = [];

  /** The frame that the pixels are of; null before anything was painted. */
  get painted(): Frame | null {
    return this.frame;
  }

  /** Paints what is missing. Returns the items that were added, where that is all that has changed; null for more. */
  sync(layer: Layer, frame: Frame, look: Look): readonly Item[] | null {
    const before =
      this.layer && this.frame === frame && this.ink === look.ink && sameGround(this.layer, layer) ? this.layer : null;
    [this.frame, this.ink, this.layer] = [frame, look.ink, layer];
    if (before?.items === layer.items) return [];
    const shared = before ? sharedCount(before.items, layer.items) : 0;
    const added = before !== null && shared === before.items.length;
    const from = added ? shared : before ? this.back(shared) : this.restart(layer, frame, look);
    this.paintFrom(from, layer.items, frame, look);
    return added ? layer.items.slice(shared) : null;
  }

  /** Gives back what only undo needs. */
  rest(): void {
    this.checkpoints = [];
  }

  private paintFrom(from: number, items: readonly Item[], frame: Frame, look: Look): void {
    this.context.setTransform(...frame.matrix);
    for (let i = from; i < items.length; i++) {
      const wanted = i % COARSE === 0 || (i % FINE === 0 && items.length - i <= FINE * FINE_KEPT);
      if (wanted && i > 0) this.keep(i);
      paintItem(this.context, items[i] as Item, look);
    }
    const oldest = items.length - FINE * (FINE_KEPT + 1);
    this.checkpoints = this.checkpoints
      .filter(({ count }) => count >= oldest || count % COARSE === 0)
      .slice(-2 * FINE_KEPT);
  }

  private keep(count: number): void {
    if (this.checkpoints.some((each) => each.count === count)) return;
    const canvas = new OffscreenCanvas(this.canvas.width, this.canvas.height);
    contextOf(canvas).drawImage(this.canvas, 0, 0);
    this.checkpoints.push({ count, canvas });
    this.checkpoints.sort((a, b) => a.count - b.count);
  }

  /** Goes back to the last checkpoint with no more than `count` items; returns how many it has. */
  private back(count: number): number {
    this.checkpoints = this.checkpoints.filter((each) => each.count <= count);
    const last = this.checkpoints.at(-1);
    if (!last) return this.restart(this.layer as Layer, this.frame as Frame, { ink: this.ink });
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.globalCompositeOperation = 'copy';
    this.context.drawImage(last.canvas, 0, 0);
    this.context.globalCompositeOperation = 'source-over';
    return last.count;
  }

  private restart(layer: Layer, { width, height, matrix, paper }: Frame, look: Look): number {
    this.checkpoints = [];
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, width, height);
    this.context.setTransform(...matrix);
    paintPicture(this.context, layer, paper, look);
    return 0;
  }
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
