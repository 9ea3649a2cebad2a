// The outline of what is moved, with a handle at each corner and one to turn it by. Elements of their own, so that the
// keyboard reaches them; presses are the paper's, which asks here what they hit.
import type { XY } from '../../drawing/items.ts';
import { type Corner, cornerAt, CORNERS, type Place } from '../../drawing/place.ts';
import { i18n, type MessageKey, t } from '../../i18n/i18n.ts';
import styles from './handles.module.css';

/** What the hand can take hold of. */
export type Grip = 'body' | 'turn' | Corner;

/** Half of a handle: so much around it is it, in CSS pixels. */
const REACH = 22;
/** From the upper side to the handle that turns. */
const STALK = 40;
const LABELS: readonly MessageKey[] = [
  'canvas:cornerTopLeft',
  'canvas:cornerTopRight',
  'canvas:cornerBottomRight',
  'canvas:cornerBottomLeft',
];

interface Handle {
  readonly grip: Grip;
  readonly label: MessageKey;
  readonly element: HTMLButtonElement;
  at: XY;
}

export class Handles {
  private readonly box = document.createElement('div');
  private readonly outline = document.createElement('div');
  private readonly handles: readonly Handle[];

  constructor(parent: HTMLElement) {
    this.handles = [
      ...CORNERS.map((grip, i) => handleOf(grip, LABELS[i] ?? 'canvas:turnHandle')),
      handleOf('turn', 'canvas:turnHandle'),
    ];
    this.box.className = styles['handles'] ?? '';
    this.box.dataset['testid'] = 'move-handles';
    this.outline.className = styles['outline'] ?? '';
    this.box.append(this.outline, ...this.handles.map(({ element }) => element));
    this.box.hidden = true;
    this.name();
    parent.append(this.box);
    i18n.on('languageChanged', this.name);
  }

  stop(): void {
    i18n.off('languageChanged', this.name);
    this.box.remove();
  }

  /** Lays them around a place. @param toWindow from the paper to CSS pixels of a window of `size` */
  show(place: Place | null, toWindow: (at: XY) => XY, size: { readonly width: number; readonly height: number }): void {
    this.box.hidden = place === null;
    if (!place) return;
    const corners = CORNERS.map((corner) => toWindow(cornerAt(place, corner)));
    const [a, b, , d] = corners;
    if (!a || !b || !d) return;
    const across: XY = [b[0] - a[0], b[1] - a[1]];
    const width = Math.hypot(...across);
    const angle = Math.atan2(across[1], across[0]);
    Object.assign(this.outline.style, {
      width: `${width}px`,
      height: `${Math.hypot(d[0] - a[0], d[1] - a[1])}px`,
      transform: `translate(${a[0]}px, ${a[1]}px) rotate(${angle}rad)`,
    });
    const top: XY = [(a[0] + b[0]) / 2 + Math.sin(angle) * STALK, (a[1] + b[1]) / 2 - Math.cos(angle) * STALK];
    [...corners, top].forEach((at, i) => {
      const handle = this.handles[i];
      if (!handle) return;
      // One that lies beside the window is drawn to its edge, where a hand can reach it.
      handle.at = [within(at[0], size.width), within(at[1], size.height)];
      handle.element.style.transform = `translate(${handle.at[0] - REACH}px, ${handle.at[1] - REACH}px)`;
    });
  }

  /** What a press there takes hold of; the last one drawn lies on top. */
  gripAt([x, y]: XY): Grip | null {
    if (this.box.hidden) return null;
    const near = ({ at }: Handle): boolean => Math.max(Math.abs(at[0] - x), Math.abs(at[1] - y)) <= REACH;
    return this.handles.findLast(near)?.grip ?? null;
  }

  /** The handle that has the keyboard. */
  gripOf(element: EventTarget | null): Grip | null {
    return this.handles.find((handle) => handle.element === element)?.grip ?? null;
  }

  private readonly name = (): void => {
    for (const { element, label } of this.handles) element.ariaLabel = t(label);
  };
}

function handleOf(grip: Grip, label: MessageKey): Handle {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = styles[grip === 'turn' ? 'turn' : 'corner'] ?? '';
  element.dataset['testid'] = `move-${label.slice('canvas:'.length)}`;
  return { grip, label, element, at: [0, 0] };
}

function within(value: number, length: number): number {
  return Math.max(REACH, Math.min(length - REACH, value));
}
