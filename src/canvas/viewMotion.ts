// The view as it is seen: jumps with the hand, glides where keys and buttons move it. The store holds where it goes.
import { setView } from '../features/drawing/paperView.ts';
import { between, isNear, type View } from '../drawing/view.ts';
import { store } from '../state/store.ts';

/** Share of the way that is gone in 1/60 s. */
const EASE = 0.3;

export class ViewMotion {
  view: View = store.getState().paperView;
  private readonly onMove: () => void;
  private readonly unsubscribe: () => void;
  private request = 0;
  private last = 0;

  constructor(onMove: () => void) {
    this.onMove = onMove;
    this.unsubscribe = store.subscribe(({ paperView: view }, before) => {
      if (view !== before.paperView && view !== this.view) this.glide();
    });
  }

  /** Goes there at once. */
  jump(view: View): void {
    this.view = view;
    setView(view);
    this.onMove();
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    this.unsubscribe();
  }

  private glide(): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.step(Infinity);
    this.last = performance.now();
    if (this.request === 0) this.request = requestAnimationFrame((now) => this.step(now));
  }

  private step(now: number): void {
    this.request = 0;
    const { paperView: view } = store.getState();
    if (view === this.view) return;
    const share = 1 - (1 - EASE) ** Math.max(0.5, (now - this.last) / (1000 / 60));
    this.last = now;
    const next = between(this.view, view, share);
    this.view = isNear(next, view) ? view : next;
    this.onMove();
    if (this.view !== view) this.request = requestAnimationFrame((later) => this.step(later));
  }
}
