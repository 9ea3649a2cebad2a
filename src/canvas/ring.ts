// The ring that shows where and how broad the brush is; an element of its own, so that moving it paints nothing.
import type { XY } from '../drawing/items.ts';

/** How long it is shown while the brush changes and no pointer is over the paper. */
const SHOWN_MS = 900;

export class Ring {
  private readonly element: HTMLElement;
  private at: XY | null = null;
  private diameter = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  /** In CSS pixels; null takes it away. */
  place(at: XY | null): void {
    clearTimeout(this.timer);
    this.at = at;
    this.show();
  }

  resize(diameter: number): void {
    if (diameter === this.diameter) return;
    this.diameter = diameter;
    this.show();
  }

  /** Shows the brush at a place where no pointer is, for a moment. */
  flash(at: XY): void {
    if (this.at && this.timer === undefined) return;
    clearTimeout(this.timer);
    this.at = at;
    this.show();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.place(null);
    }, SHOWN_MS);
  }

  private show(): void {
    const { element, at } = this;
    element.hidden = at === null || this.diameter === 0;
    if (!at) return;
    const size = Math.max(4, this.diameter);
    element.style.width = element.style.height = `${size}px`;
    element.style.transform = `translate(${at[0] - size / 2}px, ${at[1] - size / 2}px)`;
  }
}
