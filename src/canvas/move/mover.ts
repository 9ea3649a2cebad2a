// The move tool: takes hold of a layer by its body or a handle and brings it to another place, one step in the history.
// Loaded when the tool is first taken up.
import { setDrawing } from '../../features/drawing/draw.ts';
import { selectLayer } from '../../features/drawing/layers.ts';
import { notify } from '../../notices/notice.ts';
import { activeLayer, type Document, type Layer, withLayer } from '../../drawing/document.ts';
import { hand } from '../../drawing/inHand.ts';
import type { XY } from '../../drawing/items.ts';
import { movedLayer, placeOf } from '../../drawing/moved.ts';
import {
  between,
  cornerAt,
  holds,
  pinched,
  type Place,
  shifted,
  snapped,
  stretched,
  turned,
} from '../../drawing/place.ts';
import { t } from '../../i18n/i18n.ts';
import { store } from '../../state/store.ts';
import { LIGHT } from '../layerBitmap.ts';
import type { PaperPainter } from '../paperPainter.ts';
import type { PaperWindow } from '../paperWindow.ts';
import type { DrawHandlers, Spot } from '../pointer.ts';
import { type Grip, Handles } from './handles.ts';

/** Paper units or degrees of an arrow key; with Shift ten times as far. */
const STEP = 1;
const ARROWS: Readonly<Record<string, XY>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface Desk {
  readonly target: HTMLElement;
  readonly window: PaperWindow;
  readonly painter: PaperPainter;
}

interface Held {
  readonly layer: Layer;
  readonly grip: Grip;
  readonly from: Place;
  /** Where the hand took hold, on the paper. */
  readonly at: XY;
  to: Place;
}

export class Mover implements DrawHandlers {
  private readonly desk: Desk;
  private readonly handles: Handles;
  private readonly stops = new AbortController();
  private held: Held | null = null;
  private last: XY | null = null;
  private shift = false;
  /** Whose two fingers are on the paper. */
  private fingers: 'layer' | 'paper' | null = null;
  /** Names what is done from the first finger down to the last one up: one step in the history. */
  private gesture = '';
  /** The layer that this tool made the active one, and the one that was it before. */
  private chosen: { readonly id: string; readonly before: string } | null = null;

  constructor(desk: Desk) {
    this.desk = desk;
    this.handles = new Handles(desk.target);
    desk.target.addEventListener('keydown', (event) => this.onKey(event), { capture: true, signal: this.stops.signal });
    const { layers } = present();
    if (!this.placed(activeLayer(present()))) this.choose(layers.findLast((layer) => this.placed(layer)));
    this.follow();
  }

  stop(): void {
    this.cancel();
    this.stops.abort();
    this.handles.stop();
    // Whoever traces a photo goes on drawing where they drew before.
    const { chosen } = this;
    const { active, layers } = present();
    if (chosen?.id === active && layers.some(({ id }) => id === chosen.before)) selectLayer(chosen.before);
  }

  /** Lays the handles where the layer is seen now. */
  follow(): void {
    const { window } = this.desk;
    const place = this.held?.to ?? this.placed(activeLayer(present()));
    this.handles.show(place, (at) => window.toWindow(at), window.size());
  }

  readonly start = ({ at }: Spot): void => {
    const grip = this.handles.gripAt(at) ?? 'body';
    const point = this.desk.window.toPaper(at);
    if (grip === 'body') this.choose(this.layerAt(point));
    this.gesture = crypto.randomUUID();
    this.take(grip, point);
    if (!this.held) notify(t(activeLayer(present()).shown ? 'canvas:nothingToMove' : 'canvas:hiddenLayer'));
  };

  readonly move = (spots: readonly Spot[]): void => {
    const spot = spots[spots.length - 1];
    if (spot) this.drag(this.desk.window.toPaper(spot.at));
  };

  readonly even = (even: boolean): void => {
    this.shift = even;
    if (this.last) this.drag(this.last);
  };

  readonly end = (): void => {
    this.drop();
    this.fingers = null;
  };

  readonly cancel = (): void => {
    this.held = this.last = this.fingers = null;
    hand.tell(null);
    this.desk.painter.hold(null);
  };

  /** What is held lies where it is held. */
  private drop(): void {
    const { held, fingers } = this;
    this.cancel();
    this.fingers = fingers;
    if (held && held.to !== held.from) commit(held.layer, held.from, held.to, this.gesture, Infinity);
  }

  readonly hover = (at: XY | null): void => {
    const grip = at && this.handles.gripAt(at);
    this.desk.target.dataset['grip'] = grip === null || grip === 'body' ? '' : grip === 'turn' ? 'turn' : 'corner';
  };

  /** Two fingers on the layer move, scale and turn it. False where they are for the paper. */
  pinch(from: readonly XY[], to: readonly XY[]): boolean {
    const { window } = this.desk;
    const [a, b] = from.map((at) => window.toPaper(at));
    const [c, d] = to.map((at) => window.toPaper(at));
    if (!a || !c) return false;
    if (this.fingers === null) this.gesture = crypto.randomUUID();
    this.fingers ??= b && d && this.over([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]) ? 'layer' : 'paper';
    if (this.fingers === 'paper') return false;
    if (!this.held) this.take('body', a);
    const { held } = this;
    if (held) this.show(b && d ? pinched(held.from, [a, b], [c, d]) : shifted(held.from, [c[0] - a[0], c[1] - a[1]]));
    return true;
  }

  /** Another finger came down, or one of them went: from here on anew. */
  regrip(): void {
    if (this.fingers === 'layer') this.drop();
  }

  private over(at: XY): boolean {
    const place = this.placed(activeLayer(present()));
    return place !== null && holds(place, at);
  }

  private take(grip: Grip, at: XY): void {
    const layer = activeLayer(present());
    const from = this.placed(layer);
    this.held = from && { layer, grip, from, at, to: from };
  }

  private drag(at: XY): void {
    const { held, shift } = this;
    if (!held) return;
    this.last = at;
    const { grip, from } = held;
    const by: XY = [at[0] - held.at[0], at[1] - held.at[1]];
    if (grip === 'body') return this.show(shifted(from, by));
    if (grip === 'turn') return this.show(snapped(turned(from, angleOf(from, at) - angleOf(from, held.at)), shift));
    const corner = cornerAt(from, grip);
    this.show(stretched(from, grip, [corner[0] + by[0], corner[1] + by[1]], shift));
  }

  private show(to: Place): void {
    const { held } = this;
    if (!held) return;
    held.to = to;
    const { id, items } = held.layer;
    this.desk.painter.hold({ id, matrix: between(held.from, to) });
    if (items.length <= LIGHT) hand.tell(movedIn(present(), held.layer, held.from, to));
  }

  private onKey(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the keyboard's pen draws with the same keys
    const layer = activeLayer(present());
    const from = this.placed(layer);
    if (!from) return notify(t(layer.shown ? 'canvas:nothingToMove' : 'canvas:hiddenLayer'));
    const step = event.shiftKey ? STEP * 10 : STEP;
    const by: XY = [arrow[0] * step, arrow[1] * step];
    commit(layer, from, steppedBy(from, this.handles.gripOf(event.target) ?? 'body', by), `place of ${layer.id}`);
  }

  /** Where the layer is, when it is to be seen at all. */
  private placed(layer: Layer): Place | null {
    return layer.shown ? placeOf(layer, this.desk.window.paper()) : null;
  }

  /** The active layer where the point is on it, else the topmost one there. */
  private layerAt(point: XY): Layer | undefined {
    const { layers } = present();
    const under = (layer: Layer): boolean => {
      const place = this.placed(layer);
      return place !== null && holds(place, point);
    };
    const active = activeLayer(present());
    return under(active) ? active : layers.findLast(under);
  }

  private choose(layer: Layer | undefined): void {
    const { id } = activeLayer(present());
    if (!layer || layer.id === id) return;
    this.chosen = { id: layer.id, before: this.chosen?.id === id ? this.chosen.before : id };
    selectLayer(layer.id);
  }
}

function commit({ id }: Layer, from: Place, to: Place, thing: string, withinMs?: number): void {
  const document = present();
  const layer = document.layers.find((each) => each.id === id);
  if (layer) setDrawing(movedIn(document, layer, from, to), thing, withinMs);
}

function movedIn(document: Document, layer: Layer, from: Place, to: Place): Document {
  return withLayer(document, layer.id, () => movedLayer(layer, from, to));
}

function steppedBy(place: Place, grip: Grip, [dx, dy]: XY): Place {
  if (grip === 'body') return shifted(place, [dx, dy]);
  if (grip === 'turn') return turned(place, dx + dy);
  const [x, y] = cornerAt(place, grip);
  return stretched(place, grip, [x + dx, y + dy], false);
}

function angleOf({ x, y }: Place, at: XY): number {
  return (Math.atan2(at[1] - y, at[0] - x) * 180) / Math.PI;
}

function present(): Document {
  return store.getState().drawing.present;
}
