// The paper on screen: joins pointer, keys and the tool in the hand with the window and the painter.
import { penSeen } from '../state/changePrefs.ts';
import { brushOf } from '../features/drawing/draw.ts';
import { loaded } from '../notices/later.ts';
import type { XY } from '../drawing/items.ts';
import { store } from '../state/store.ts';
import type { AppState } from '../state/types.ts';
import { Hand } from './hand.ts';
import { type KeyboardPen, listenToKeys } from './keyboardPen.ts';
import type { Mover } from './move/mover.ts';
import { PaperPainter } from './paperPainter.ts';
import { PaperWindow } from './paperWindow.ts';
import { type DrawHandlers, listenToPointer, type MoveHandlers, type Spot } from './pointer.ts';
import { Ring } from './ring.ts';
import { listenToSpace, type SpaceKey } from './spaceKey.ts';
import { TOOLS } from './tools/list.ts';
import { pointOf } from './tools/stroke.ts';
import { listenToViewWheel, viewGestures } from './viewGestures.ts';

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
  private readonly live: HTMLElement;
  private readonly window: PaperWindow;
  private readonly painter: PaperPainter;
  private readonly hand: Hand;
  private readonly ring: Ring;
  private readonly space: SpaceKey;
  private readonly keyboard: KeyboardPen;
  private readonly stops: readonly (() => void)[];
  /** The move tool while it is in the hand. */
  private mover: Mover | null = null;
  private over = false;
  private stopped = false;

  constructor({ base, live, ring }: StageElements) {
    this.live = live;
    this.ring = new Ring(ring);
    this.window = new PaperWindow(live, () => {
      this.sizeRing();
      this.painter.viewMoved();
    });
    this.hand = new Hand(
      () => this.window.paper(),
      () => this.painter.schedule(),
    );
    this.painter = new PaperPainter(base, {
      window: this.window,
      inHand: () => this.hand.shown(),
      onSize: () => this.sizeRing(),
      onPaint: () => this.mover?.follow(),
    });
    this.keyboard = this.listenToKeyboard();
    this.space = listenToSpace(
      live,
      () => this.over,
      () => this.keyboard.toggle(),
    );
    this.stops = [
      listenToPointer(live, this.drawing(), this.moving()),
      listenToViewWheel(live, this.window),
      store.subscribe((state, before) => this.onState(state, before)),
      () => this.keyboard.stop(),
      () => this.space.stop(),
      () => this.window.motion.stop(),
      () => this.painter.stop(),
    ];
    this.onTool(store.getState());
  }

  stop(): void {
    this.stopped = true;
    this.mover?.stop();
    for (const stop of this.stops) stop();
  }

  /** What presses do: the hand draws, the move tool moves. */
  private drawing(): DrawHandlers {
    const hand = this.handling();
    const now = (): DrawHandlers => this.mover ?? hand;
    return {
      start: (spot, how) => now().start(spot, how),
      move: (spots, ahead) => now().move(spots, ahead),
      end: () => now().end(),
      cancel: () => now().cancel(),
      even: (even) => now().even(even),
      hover: (at) => {
        hand.hover(at);
        this.mover?.hover(at);
      },
    };
  }

  private handling(): DrawHandlers {
    const pointAt = ({ at, pressure, altitude }: Spot) => pointOf(...this.window.toPaper(at), pressure, altitude);
    return {
      start: (spot, { measured, eraser }) => {
        this.painter.settle();
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
    };
  }

  private moving(): MoveHandlers {
    const view = viewGestures(this.live, this.window, {
      holds: () => this.space.held() || TOOLS[store.getState().tool].cursor === 'grab',
      fingerHolds: () => store.getState().prefs.finger === 'moves',
      begin: () => {
        this.space.use();
        this.mover?.regrip();
      },
    });
    return {
      ...view,
      pen: penSeen,
      move: (from, to) => {
        if (!this.mover?.pinch(from, to)) view.move(from, to);
      },
      end: () => {
        this.mover?.end();
        view.end();
      },
    };
  }

  private listenToKeyboard(): KeyboardPen {
    const point = ([x, y]: XY) => pointOf(x, y, 0.5);
    return listenToKeys(this.live, () => this.window.paper(), {
      start: (at) => this.hand.start(point(at), false),
      move: (at) => this.hand.move([point(at)]),
      end: () => this.hand.end(),
      cancel: () => this.hand.cancel(),
      hover: (at) => this.ring.place(at && this.window.toWindow(at)),
    });
  }

  private onState(state: AppState, before: AppState): void {
    if (state.tool !== before.tool) this.onTool(state);
    if (state.brush !== before.brush) {
      this.sizeRing();
      this.ring.flash([this.live.clientWidth / 2, this.live.clientHeight / 2]);
    }
  }

  private onTool({ tool }: AppState): void {
    this.live.dataset['cursor'] = TOOLS[tool].cursor;
    this.sizeRing();
    this.mover?.stop();
    this.mover = null;
    if (tool === 'move') void this.takeMover();
  }

  /** Loads the move tool, unless it was put away meanwhile. */
  private async takeMover(): Promise<void> {
    const code = await loaded(() => import('./move/mover.ts'));
    if (!code || store.getState().tool !== 'move' || this.stopped || this.mover) return;
    this.mover = new code.Mover({ target: this.live, window: this.window, painter: this.painter });
  }

  private sizeRing(): void {
    const state = store.getState();
    const shown = TOOLS[state.tool].cursor === 'ring';
    const { width, paperWidth } = this.window.size();
    const perUnit = (width / paperWidth) * this.window.view.zoom;
    this.ring.resize(shown ? state.brush[brushOf(state)] * perUnit : 0);
  }
}
