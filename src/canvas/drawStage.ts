// The paper on screen: joins pointer, keys, the tool in the hand, the view and the layers' bitmaps.
import { brushOf, stepBrush } from '../actions/draw.ts';
import type { XY } from '../drawing/items.ts';
import { paperSize } from '../drawing/strokes.ts';
import { dragged, pinched, toPaper, toWindow, twist, type View, type Window, zoomedAt } from '../drawing/view.ts';
import { effectiveSettings } from '../store/settings.ts';
import { store } from '../store/store.ts';
import type { AppState } from '../store/types.ts';
import { type PaperColours, paperColours } from './colours.ts';
import { type Frame, frameOf, sameFrame } from './frame.ts';
import { Hand } from './hand.ts';
import { type KeyboardPen, listenToKeys } from './keyboardPen.ts';
import { LayerStack } from './layerStack.ts';
import { listenToPointer, type Spot } from './pointer.ts';
import { Ring } from './ring.ts';
import { listenToSpace, type SpaceKey } from './spaceKey.ts';
import { TOOLS } from './tools/list.ts';
import { pointOf } from './tools/stroke.ts';
import { ViewMotion } from './viewMotion.ts';
import { listenToWheel } from './wheel.ts';

/** Fingers must turn this far, in radians, before the paper turns with them. */
const TURN_FROM = 0.25;
/** Painting all layers anew within this is done while the view moves; what takes longer waits until it rests. */
const QUICK_MS = 6;
const REST_MS = 120;

export interface StageElements {
  readonly base: HTMLCanvasElement;
  readonly live: HTMLElement;
  readonly ring: HTMLElement;
}

/** Brings the elements of the paper, all of one place and size, to life. Returns the way to stop. */
export function attachDrawStage(elements: StageElements): () => void {
  const stage = new DrawStage(elements);
  return () => stage.stop();
}

class DrawStage {
  private readonly base: HTMLCanvasElement;
  private readonly live: HTMLElement;
  private readonly stack: LayerStack;
  private readonly hand: Hand;
  private readonly ring: Ring;
  private readonly motion: ViewMotion;
  private readonly space: SpaceKey;
  private readonly keyboard: KeyboardPen;
  private readonly stops: (() => void)[] = [];
  private colours: PaperColours;
  private frame: Frame;
  private request = 0;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private paintMs = 0;
  private over = false;
  private held: { readonly view: View; turning: boolean } | null = null;
  private all = true;

  constructor({ base, live, ring }: StageElements) {
    this.base = base;
    this.live = live;
    this.colours = paperColours(live);
    this.stack = new LayerStack(base);
    this.ring = new Ring(ring);
    this.hand = new Hand(
      () => this.paper(),
      () => this.schedule(),
    );
    this.motion = new ViewMotion(() => this.onView());
    this.frame = this.frameNow();
    this.keyboard = this.listenToKeyboard();
    this.space = listenToSpace(
      live,
      () => this.over,
      () => this.keyboard.toggle(),
    );
    this.stops.push(
      this.listenToPointers(),
      this.listenToWheels(),
      store.subscribe((state, before) => this.onState(state, before)),
      this.watchSize(),
      this.watchTheme(),
      () => this.keyboard.stop(),
      () => this.space.stop(),
      () => this.motion.stop(),
    );
    this.onTool(store.getState());
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    clearTimeout(this.restTimer);
    for (const stop of this.stops) stop();
  }

  private listenToPointers(): () => void {
    const pointAt = ({ at, pressure, altitude }: Spot) => pointOf(...this.paperAt(at), pressure, altitude);
    return listenToPointer(
      this.live,
      {
        start: (spot, { measured, eraser }) => {
          this.settle();
          this.hand.start(pointAt(spot), measured, eraser);
        },
        move: (spots, ahead) => this.hand.move(spots.map(pointAt), ahead.map(pointAt)),
        end: () => this.hand.end(),
        cancel: () => this.hand.cancel(),
        even: (even) => this.hand.setEven(even),
        hover: (at) => {
          this.over = at !== null;
          this.ring.place(at);
        },
      },
      {
        holds: () => this.space.held() || TOOLS[store.getState().tool].cursor === 'grab',
        begin: () => {
          this.space.use();
          this.held = { view: this.motion.view, turning: false };
          this.live.dataset['moving'] = 'true';
        },
        move: (from, to) => this.moveHeld(from, to),
        end: () => {
          this.held = null;
          delete this.live.dataset['moving'];
        },
      },
    );
  }

  private moveHeld(from: readonly XY[], to: readonly XY[]): void {
    const { held } = this;
    const [a, b] = from;
    const [c, d] = to;
    if (!held || !a || !c) return;
    if (!b || !d) return this.motion.jump(dragged(held.view, this.window(), a, c));
    held.turning ||= Math.abs(twist([a, b], [c, d])) > TURN_FROM;
    this.motion.jump(pinched(held.view, this.window(), [a, b], [c, d], held.turning));
  }

  private listenToWheels(): () => void {
    return listenToWheel(this.live, {
      zoom: (factor, at) => this.motion.jump(zoomedAt(this.motion.view, this.window(), factor, at)),
      brush: (direction) => stepBrush(direction, 0.1),
      scroll: (dx, dy) => {
        const { view } = this.motion;
        if (view.zoom <= 1) return false;
        this.motion.jump(dragged(view, this.window(), [dx, dy], [0, 0]));
        return true;
      },
    });
  }

  private listenToKeyboard(): KeyboardPen {
    const point = ([x, y]: XY) => pointOf(x, y, 0.5);
    return listenToKeys(this.live, () => this.paper(), {
      start: (at) => this.hand.start(point(at), false),
      move: (at) => this.hand.move([point(at)]),
      end: () => this.hand.end(),
      cancel: () => this.hand.cancel(),
      hover: (at) => this.ring.place(at && toWindow(this.motion.view, this.window(), at)),
    });
  }

  private onState(state: AppState, before: AppState): void {
    if (state.drawing.present !== before.drawing.present) this.schedule();
    if (state.tool !== before.tool) this.onTool(state);
    if (state.brush !== before.brush) {
      this.sizeRing(state);
      this.ring.flash([this.live.clientWidth / 2, this.live.clientHeight / 2]);
    }
  }

  private onTool(state: AppState): void {
    this.live.dataset['cursor'] = TOOLS[state.tool].cursor;
    this.sizeRing(state);
  }

  private sizeRing(state: AppState): void {
    const shown = TOOLS[state.tool].cursor === 'ring';
    const { width, paperWidth } = this.window();
    const perUnit = (width / paperWidth) * this.motion.view.zoom;
    this.ring.resize(shown ? state.brush[brushOf(state)] * perUnit : 0);
  }

  /** The view has moved: bitmaps follow at once where they are quick to paint, and when the view rests in any case. */
  private onView(): void {
    this.sizeRing(store.getState());
    this.all = true;
    this.schedule();
    if (this.paintMs <= QUICK_MS) return;
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.settle(), REST_MS);
  }

  /** Paints everything in the view as it is now. */
  private settle(): void {
    clearTimeout(this.restTimer);
    this.restTimer = undefined;
    this.schedule();
  }

  private schedule(): void {
    if (this.request === 0) this.request = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.request = 0;
    const now = this.frameNow();
    const moved = !sameFrame(now, this.frame);
    const shown = moved ? now : this.frame;
    if (this.base.width !== now.width || this.base.height !== now.height) {
      Object.assign(this.base, { width: now.width, height: now.height });
      this.all = true;
    }
    const waits = moved && this.restTimer !== undefined && now.width === this.frame.width;
    const started = performance.now();
    if (!waits) this.frame = shown;
    const changed = this.stack.sync(store.getState().drawing.present, this.frame, this.colours);
    if (moved && !waits) this.paintMs = performance.now() - started;
    const whole = { x: 0, y: 0, width: now.width, height: now.height };
    const item = waits ? null : this.hand.shown();
    this.stack.show(shown, this.colours, item, this.all ? whole : changed);
    this.all = false;
  }

  private window(): Window {
    const { clientWidth, clientHeight } = this.live;
    return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight), paperWidth: this.paper().width };
  }

  private frameNow(): Frame {
    return frameOf(this.motion.view, this.window(), devicePixelRatio);
  }

  private paper(): { readonly width: number; readonly height: number } {
    const { overrides, pack } = store.getState();
    const { width, height } = effectiveSettings(overrides, pack);
    return paperSize(width, height);
  }

  private paperAt(at: XY): XY {
    return toPaper(this.motion.view, this.window(), at);
  }

  private watchSize(): () => void {
    const observer = new ResizeObserver(() => {
      // At once: a canvas of the wrong size would be seen stretched until the next frame.
      cancelAnimationFrame(this.request);
      this.all = true;
      this.sizeRing(store.getState());
      this.paint();
    });
    observer.observe(this.live);
    return () => observer.disconnect();
  }

  private watchTheme(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const onChange = (): void => {
      this.colours = paperColours(this.live);
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
