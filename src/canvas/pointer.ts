// Pointer input for the paper: one hand draws, two fingers (or Space, or the middle button) move the paper, palms are
// ignored. Knows no store and paints nothing. Places are in CSS pixels from the window's top left.
import type { XY } from '../drawing/items.ts';

/** A place with how hard and how low the device is held there. */
export interface Spot {
  readonly at: XY;
  readonly pressure: number;
  /** Between the pen and the paper, in radians; upright when not measured. */
  readonly altitude: number;
}

export interface DrawHandlers {
  /** `measured`: the device measures pressure. `eraser`: it is held by its other end. */
  readonly start: (spot: Spot, how: { readonly measured: boolean; readonly eraser: boolean }) => void;
  /** `ahead`: where the browser expects the hand next. */
  readonly move: (spots: readonly Spot[], ahead: readonly Spot[]) => void;
  readonly end: () => void;
  readonly cancel: () => void;
  /** Shift went down or up. */
  readonly even: (even: boolean) => void;
  /** Where a mouse or pen hovers; null when it left. */
  readonly hover: (at: XY | null) => void;
}

export interface MoveHandlers {
  /** A pen is used on this device. */
  readonly pen: () => void;
  /** Whether a press now takes hold of the paper. */
  readonly holds: () => boolean;
  /** Whether one finger does. */
  readonly fingerHolds: () => boolean;
  readonly begin: () => void;
  /** From where the fingers (one or two) began to where they are. */
  readonly move: (from: readonly XY[], to: readonly XY[]) => void;
  readonly end: () => void;
}

/** A second finger within this turns a stroke into a gesture; later it is taken for a resting hand. */
const SECOND_FINGER_MS = 400;
/** Touches this soon after a pen are the hand's heel. */
const PALM_MS = 1000;

/** Listens on `target`. Returns the way to stop. */
export function listenToPointer(target: HTMLElement, draw: DrawHandlers, paper: MoveHandlers): () => void {
  const input = new PointerInput(target, draw, paper);
  const stop = new AbortController();
  const { signal } = stop;
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void): void =>
    target.addEventListener(name, act, { signal });
  on('pointerdown', (event) => input.down(event));
  on('pointermove', (event) => input.moved(event));
  on('pointerup', (event) => input.up(event, draw.end));
  on('pointercancel', (event) => input.up(event, draw.cancel));
  on('pointerleave', () => draw.hover(null));
  // The middle button's own scrolling, and the menu of a long press.
  on('mousedown', (event) => event.button === 1 && event.preventDefault());
  on(
    'contextmenu',
    (event) => event instanceof PointerEvent && event.pointerType !== 'mouse' && event.preventDefault(),
  );
  const shift = (event: KeyboardEvent): void => {
    if (event.key === 'Shift') draw.even(event.type === 'keydown');
  };
  window.addEventListener('keydown', shift, { signal });
  window.addEventListener('keyup', shift, { signal });
  return () => stop.abort();
}

type Mode = 'idle' | 'drawing' | 'moving' | 'spent';

class PointerInput {
  private readonly target: HTMLElement;
  private readonly draw: DrawHandlers;
  private readonly paper: MoveHandlers;
  private mode: Mode = 'idle';
  private readonly down0 = new Map<number, { readonly touch: boolean; from: XY; to: XY }>();
  private drawer = { id: -1, touch: false, since: 0 };
  private penSeenAt = -Infinity;
  /** Some pens, and some browsers with any pen, say 0 all along: then nothing is measured. */
  private penPresses = false;

  constructor(target: HTMLElement, draw: DrawHandlers, paper: MoveHandlers) {
    this.target = target;
    this.draw = draw;
    this.paper = paper;
  }

  down(event: PointerEvent): void {
    const touch = event.pointerType === 'touch';
    this.look(event);
    if (touch && event.timeStamp - this.penSeenAt < PALM_MS) return;
    const middle = event.button === 1;
    const eraser = event.pointerType === 'pen' && event.button === 5;
    if (event.button !== 0 && !middle && !eraser) return;
    event.preventDefault();
    this.target.setPointerCapture(event.pointerId);
    this.target.focus({ preventScroll: true });
    const at = this.placeOf(event);
    this.down0.set(event.pointerId, { touch, from: at, to: at });
    if (this.mode === 'drawing') this.interrupt(event, touch);
    else if (this.mode === 'moving') this.beginMove();
    else if (this.mode === 'idle' && (middle || this.paper.holds() || (touch && this.paper.fingerHolds())))
      this.beginMove();
    else if (this.mode === 'idle') this.beginDraw(event, touch, eraser);
  }

  moved(event: PointerEvent): void {
    this.look(event);
    if (event.pointerType !== 'touch') this.draw.hover(this.placeOf(event));
    const hand = this.down0.get(event.pointerId);
    if (hand) hand.to = this.placeOf(event);
    if (this.mode === 'moving' && hand) {
      const hands = [...this.down0.values()].slice(0, 2);
      this.paper.move(
        hands.map(({ from }) => from),
        hands.map(({ to }) => to),
      );
    }
    if (this.mode !== 'drawing' || event.pointerId !== this.drawer.id) return;
    const events = event.getCoalescedEvents?.() ?? []; // Safari has it since 18.2
    this.draw.move(
      (events.length > 0 ? events : [event]).map((each) => this.spotOf(each)),
      this.ahead(event),
    );
  }

  up(event: PointerEvent, done: () => void): void {
    if (!this.down0.delete(event.pointerId)) return;
    if (this.mode === 'drawing' && event.pointerId === this.drawer.id) {
      this.mode = 'spent';
      done();
    } else if (this.mode === 'moving') {
      if (this.down0.size === 0) this.paper.end();
      else this.beginMove();
    }
    if (this.down0.size === 0) this.mode = 'idle';
  }

  private beginDraw(event: PointerEvent, touch: boolean, eraser: boolean): void {
    this.mode = 'drawing';
    this.drawer = { id: event.pointerId, touch, since: event.timeStamp };
    this.draw.even(event.shiftKey);
    this.draw.start(this.spotOf(event), { measured: event.pointerType === 'pen' && this.penPresses, eraser });
  }

  /** Once a pen was seen, a resting hand is nothing that draws. */
  private look(event: PointerEvent): void {
    if (event.pointerType !== 'pen') return;
    this.penSeenAt = event.timeStamp;
    this.penPresses ||= event.pressure > 0;
    this.paper.pen();
  }

  /** Something else comes down while a hand draws: a second finger begins a gesture, a pen takes over from a palm. */
  private interrupt(event: PointerEvent, touch: boolean): void {
    if (!this.drawer.touch) return;
    if (!touch) {
      this.draw.cancel();
      this.down0.delete(this.drawer.id);
      this.beginDraw(event, false, event.button === 5);
    } else if (event.timeStamp - this.drawer.since < SECOND_FINGER_MS) {
      this.draw.cancel();
      this.beginMove();
    }
  }

  /** From here on, the paper goes with the fingers that are down. */
  private beginMove(): void {
    this.mode = 'moving';
    for (const hand of this.down0.values()) hand.from = hand.to;
    this.paper.begin();
  }

  private ahead(event: PointerEvent): readonly Spot[] {
    return (event.getPredictedEvents?.() ?? []).slice(0, 2).map((each) => this.spotOf(each));
  }

  private placeOf(event: PointerEvent): XY {
    const box = this.target.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  private spotOf(event: PointerEvent): Spot {
    const pen = event.pointerType === 'pen';
    const altitude = pen && typeof event.altitudeAngle === 'number' ? event.altitudeAngle : Math.PI / 2;
    return { at: this.placeOf(event), pressure: pen && this.penPresses ? event.pressure : 0.5, altitude };
  }
}
