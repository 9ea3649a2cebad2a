// Paints the paper when something on it, its view, its size or the theme has changed: once a frame at most.
import type { Item } from '../drawing/items.ts';
import { store } from '../state/store.ts';
import { type PaperColours, paperColours } from './colours.ts';
import { type Frame, sameFrame } from './frame.ts';
import { type HeldLayer, LayerStack } from './layerStack.ts';
import type { PaperWindow } from './paperWindow.ts';

/** Painting all layers anew within this is done while the view moves; what takes longer waits until it rests. */
const QUICK_MS = 6;
const REST_MS = 120;
/** Of each frame, for painting layers with many items aside. */
const SLICE_MS = 10;

export interface PainterOptions {
  readonly window: PaperWindow;
  /** What the hand is drawing. */
  readonly inHand: () => Item | null;
  /** The window has another size. */
  readonly onSize: () => void;
  /** Everything is on screen as it is now. */
  readonly onPaint: () => void;
}

export class PaperPainter {
  private readonly base: HTMLCanvasElement;
  private readonly options: PainterOptions;
  private readonly stack: LayerStack;
  private readonly stops: readonly (() => void)[];
  private colours: PaperColours;
  private frame: Frame;
  private request = 0;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private paintMs = 0;
  private held: HeldLayer | null = null;
  private all = true;

  /** @param base lies where the window is and is as large */
  constructor(base: HTMLCanvasElement, options: PainterOptions) {
    this.base = base;
    this.options = options;
    this.colours = paperColours(base);
    this.stack = new LayerStack(base);
    this.frame = options.window.frame();
    this.stops = [
      store.subscribe((state, before) => {
        if (state.drawing.present !== before.drawing.present) this.schedule();
      }),
      this.watchSize(),
      this.watchTheme(),
    ];
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    clearTimeout(this.restTimer);
    for (const stop of this.stops) stop();
  }

  /** Something in the drawing or in the hand is to be painted. */
  schedule(): void {
    if (this.request === 0) this.request = requestAnimationFrame(() => this.paint());
  }

  /** Shows a layer where it would come to lie; null: where it lies. */
  hold(held: HeldLayer | null): void {
    this.held = held;
    this.schedule();
  }

  /** The view has moved: bitmaps follow at once where they are quick to paint, and when the view rests in any case. */
  viewMoved(): void {
    this.all = true;
    this.schedule();
    if (this.paintMs <= QUICK_MS) return;
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.settle(), REST_MS);
  }

  /** Paints everything in the view as it is now. */
  settle(): void {
    clearTimeout(this.restTimer);
    this.restTimer = undefined;
    this.schedule();
  }

  private paint(): void {
    this.request = 0;
    const now = this.options.window.frame();
    const moved = !sameFrame(now, this.frame);
    const shown = moved ? now : this.frame;
    if (this.base.width !== now.width || this.base.height !== now.height) {
      Object.assign(this.base, { width: now.width, height: now.height });
      this.all = true;
    }
    const waits = moved && this.restTimer !== undefined && now.width === this.frame.width;
    const started = performance.now();
    if (!waits) this.frame = shown;
    const { present } = store.getState().drawing;
    const changed = this.stack.sync(present, this.frame, this.colours, started + SLICE_MS, this.held);
    if (moved && !waits) this.paintMs = performance.now() - started;
    const whole = { x: 0, y: 0, width: now.width, height: now.height };
    const item = waits ? null : this.options.inHand();
    this.stack.show(shown, this.colours, item, this.all ? whole : changed);
    this.all = false;
    if (this.stack.waits) this.schedule();
    this.options.onPaint();
  }

  private watchSize(): () => void {
    const observer = new ResizeObserver(() => {
      // At once: a canvas of the wrong size would be seen stretched until the next frame.
      cancelAnimationFrame(this.request);
      this.all = true;
      this.options.onSize();
      this.paint();
    });
    observer.observe(this.base);
    return () => observer.disconnect();
  }

  private watchTheme(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const onChange = (): void => {
      this.colours = paperColours(this.base);
      this.all = true;
      this.schedule();
    };
    dark.addEventListener('change', onChange);
    // A theme chosen on the page.
    const observer = new MutationObserver(onChange);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', onChange);
      observer.disconnect();
    };
  }
}
