// The paper on screen: finished strokes on one canvas, the stroke in the hand and the brush's ring on another above it.
import { commitItem } from '../actions/draw.ts';
import { store } from '../store/store.ts';
import { effectiveSettings } from '../store/settings.ts';
import type { AppState } from '../store/types.ts';
import { type PaperColours, paperColours } from './colours.ts';
import { listenToKeys } from './keyboardPen.ts';
import { type Document, withItem } from '../drawing/document.ts';
import { paintLayer, setPaperUnits } from '../drawing/paint.ts';
import { hand } from '../drawing/inHand.ts';
import { listenToPointer, type PointerHandlers } from './pointer.ts';
import { paperSize, type Point, type Stroke, strokePath } from '../drawing/strokes.ts';

/** Brings two canvases of equal place and size to life. Returns the way to stop. */
export function attachDrawStage(base: HTMLCanvasElement, live: HTMLCanvasElement): () => void {
  const stage = new DrawStage(base, live);
  return () => stage.stop();
}

class DrawStage {
  private readonly base: HTMLCanvasElement;
  private readonly live: HTMLCanvasElement;
  private readonly stops: (() => void)[] = [];
  private colours: PaperColours;
  private painted: Document | null = null;
  private stroke: { readonly measured: boolean; readonly points: Point[] } | null = null;
  private ring: Point | null = null;
  private frame = 0;

  constructor(base: HTMLCanvasElement, live: HTMLCanvasElement) {
    this.base = base;
    this.live = live;
    this.colours = paperColours(live);
    const handlers = this.handlers();
    this.stops.push(
      listenToPointer(live, (x, y) => this.toPaper(x, y), handlers),
      listenToKeys(live, () => this.paper(), handlers),
      store.subscribe((state) => this.onState(state)),
      this.watchSize(),
      this.watchTheme(),
    );
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    for (const stop of this.stops) stop();
  }

  private handlers(): PointerHandlers {
    return {
      start: (point, measured) => {
        this.stroke = { measured, points: [point] };
        this.schedule();
        this.tellHand();
      },
      move: (points) => {
        this.stroke?.points.push(...points);
        this.schedule();
        this.tellHand();
      },
      end: () => {
        const stroke = this.liveStroke();
        this.stroke = null;
        hand.tell(null);
        if (stroke) commitItem(stroke);
        this.schedule();
      },
      cancel: () => {
        this.stroke = null;
        hand.tell(null);
        this.schedule();
      },
      hover: (at) => {
        this.ring = at;
        this.schedule();
      },
    };
  }

  /** Whoever draws along sees the stroke before it is finished. */
  private tellHand(): void {
    const stroke = this.stroke && this.liveStroke();
    const { present } = store.getState().drawing;
    if (stroke) hand.tell(withItem(present, { ...stroke, points: [...stroke.points] }));
  }

  private liveStroke(): Stroke | null {
    if (!this.stroke) return null;
    const { tool, brush } = store.getState();
    return { tool, size: brush[tool], pressure: this.stroke.measured, points: this.stroke.points };
  }

  private onState(state: AppState): void {
    if (state.drawing.present !== this.painted) this.repaint();
  }

  private repaint(): void {
    this.painted = store.getState().drawing.present;
    const { width, height } = this.base;
    const context = contextOf(this.base);
    const scratch = new OffscreenCanvas(width, height);
    const layerContext = scratch.getContext('2d');
    if (!layerContext) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.colours.paper;
    context.fillRect(0, 0, width, height);
    for (const layer of this.painted.layers) {
      if (!layer.shown) continue;
      layerContext.setTransform(1, 0, 0, 1, 0, 0);
      layerContext.clearRect(0, 0, width, height);
      setPaperUnits(layerContext, width, height);
      paintLayer(layerContext, layer, paperSize(width, height), this.colours);
      context.globalAlpha = layer.opacity;
      context.drawImage(scratch, 0, 0);
      context.globalAlpha = 1;
    }
  }

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paintLive());
  }

  private paintLive(): void {
    this.frame = 0;
    const context = contextOf(this.live);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.live.width, this.live.height);
    setPaperUnits(context, this.live.width, this.live.height);
    const stroke = this.liveStroke();
    if (stroke) {
      context.fillStyle = stroke.tool === 'pen' ? this.colours.ink : this.colours.paper;
      context.fill(new Path2D(strokePath(stroke, false)));
    }
    if (this.ring) this.paintRing(context, this.ring);
  }

  private paintRing(context: CanvasRenderingContext2D, [x, y]: Point): void {
    const { tool, brush } = store.getState();
    const unit = this.paper().width / this.live.clientWidth;
    context.lineWidth = 1.25 * unit;
    context.strokeStyle = this.colours.ring;
    context.beginPath();
    context.arc(x, y, Math.max(brush[tool] / 2, 2 * unit), 0, 2 * Math.PI);
    context.stroke();
  }

  private paper(): { readonly width: number; readonly height: number } {
    const { overrides, pack } = store.getState();
    const { width, height } = effectiveSettings(overrides, pack);
    return paperSize(width, height);
  }

  private toPaper(clientX: number, clientY: number): readonly [number, number] {
    const box = this.live.getBoundingClientRect();
    const scale = this.paper().width / box.width;
    return [(clientX - box.left - box.width / 2) * scale, (clientY - box.top - box.height / 2) * scale];
  }

  private watchSize(): () => void {
    const observer = new ResizeObserver(() => {
      const width = Math.max(1, Math.round(this.live.clientWidth * devicePixelRatio));
      const height = Math.max(1, Math.round(this.live.clientHeight * devicePixelRatio));
      for (const canvas of [this.base, this.live]) Object.assign(canvas, { width, height });
      this.repaint();
      this.schedule();
    });
    observer.observe(this.live);
    return () => observer.disconnect();
  }

  private watchTheme(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const onChange = (): void => {
      this.colours = paperColours(this.live);
      this.repaint();
    };
    dark.addEventListener('change', onChange);
    // The menu's choice stands over the system's.
    const chosen = new MutationObserver(onChange);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', onChange);
      chosen.disconnect();
    };
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no 2D canvas.');
  return context;
}
