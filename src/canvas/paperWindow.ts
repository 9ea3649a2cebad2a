// The window that shows the paper: its size on screen, how the paper lies under it, and places on both.
import type { XY } from '../drawing/items.ts';
import { paperSize } from '../drawing/strokes.ts';
import { toPaper, toWindow, type View, type Window } from '../drawing/view.ts';
import { effectiveSettings } from '../state/settings.ts';
import { store } from '../state/store.ts';
import { type Frame, frameOf } from './frame.ts';
import { ViewMotion } from './viewMotion.ts';

export class PaperWindow {
  readonly motion: ViewMotion;
  private readonly element: HTMLElement;

  /** @param onMove the paper moves under the window */
  constructor(element: HTMLElement, onMove: () => void) {
    this.element = element;
    this.motion = new ViewMotion(onMove);
  }

  get view(): View {
    return this.motion.view;
  }

  /** In CSS pixels. */
  size(): Window {
    const { clientWidth, clientHeight } = this.element;
    return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight), paperWidth: this.paper().width };
  }

  frame(): Frame {
    return frameOf(this.view, this.size(), devicePixelRatio);
  }

  /** In paper units. */
  paper(): { readonly width: number; readonly height: number } {
    const { overrides, pack } = store.getState();
    const { width, height } = effectiveSettings(overrides, pack);
    return paperSize(width, height);
  }

  toPaper(at: XY): XY {
    return toPaper(this.view, this.size(), at);
  }

  toWindow(at: XY): XY {
    return toWindow(this.view, this.size(), at);
  }
}
