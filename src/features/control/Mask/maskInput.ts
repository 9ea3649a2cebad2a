// The hand over the mask: mouse, touch and pen, or arrow keys with Space. Knows no mask and paints nothing. Places are in paper units.

export type Place = readonly [x: number, y: number];

export interface MaskHand {
  readonly start: (at: Place) => void;
  readonly move: (places: readonly Place[]) => void;
  readonly end: () => void;
  readonly cancel: () => void;
  /** Where the brush is; null when it left. */
  readonly hover: (at: Place | null) => void;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const STEP = 16;
const LONG_STEP = 64;
const MOVES: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Listens on `target`, which shows the whole paper: one hand at a time, every coalesced point. Returns the way to stop. */
export function listenToHand(target: HTMLElement, paper: Size, hand: MaskHand): () => void {
  const stop = new AbortController();
  listenToPointer(target, paper, hand, stop.signal);
  listenToKeys(target, paper, hand, stop.signal);
  return () => stop.abort();
}

function listenToPointer(target: HTMLElement, paper: Size, hand: MaskHand, signal: AbortSignal): void {
  let active: number | null = null;
  const placeOf = (event: PointerEvent): Place => {
    const box = target.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    return [(x - 0.5) * paper.width, (y - 0.5) * paper.height];
  };
  const on = (name: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel' | 'pointerleave', act: typeof down) =>
    target.addEventListener(name, act, { signal });
  const down = (event: PointerEvent): void => {
    if (active !== null || event.button !== 0) return;
    active = event.pointerId;
    target.setPointerCapture(active);
    target.focus({ preventScroll: true });
    event.preventDefault();
    hand.start(placeOf(event));
  };
  on('pointerdown', down);
  on('pointermove', (event) => {
    if (event.pointerType !== 'touch') hand.hover(placeOf(event));
    if (event.pointerId !== active) return;
    const events = event.getCoalescedEvents();
    hand.move((events.length > 0 ? events : [event]).map(placeOf));
  });
  const lift = (done: () => void) => (event: PointerEvent) => {
    if (event.pointerId !== active) return;
    active = null;
    done();
  };
  on('pointerup', lift(hand.end));
  on('pointercancel', lift(hand.cancel));
  on('pointerleave', () => hand.hover(null));
}

/** The brush begins at the middle and stays on the paper; Space puts it down and lifts it. */
function listenToKeys(target: HTMLElement, paper: Size, hand: MaskHand, signal: AbortSignal): void {
  let at: Place = [0, 0];
  let down = false;
  const lift = (): void => {
    if (down) hand.end();
    down = false;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (event.key === ' ') {
      if (down) return (lift(), event.preventDefault());
      down = true;
      hand.start(at);
    } else if (move) {
      const step = event.shiftKey ? LONG_STEP : STEP;
      at = [within(at[0] + move[0] * step, paper.width / 2), within(at[1] + move[1] * step, paper.height / 2)];
      if (down) hand.move([at]);
    } else return;
    event.preventDefault();
    hand.hover(at);
  };
  const onBlur = (): void => {
    lift();
    hand.hover(null);
  };
  target.addEventListener('keydown', onKey, { signal });
  target.addEventListener('blur', onBlur, { signal });
}

function within(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
