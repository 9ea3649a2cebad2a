// The map on its canvas and the hand on it. Paints live strokes into a copy and tells the finished map. Knows no React.
import { CLASSES, type ClassMap, NOTHING } from '../../../workers/preprocess/seg_ofade20k/palette.ts';
import { rgbaOf } from './image.ts';
import {
  type Area,
  blankMap,
  classAt,
  copyMap,
  dab,
  fillFrom,
  fillOutline,
  fillRectangle,
  type Point,
} from './paint.ts';
import type { Hand } from './tools.ts';

export interface SegEvents {
  readonly onMap: (map: ClassMap) => void;
  readonly onPick: (index: number) => void;
  /** Where the hand is, in pixels of the map, and what lies there; null when it left. */
  readonly onHover: (at: Point | null, index: number) => void;
  /** The outline of a rectangle or lasso in the making; empty when there is none. */
  readonly onOutline: (points: readonly Point[]) => void;
}

interface Stroke {
  readonly pointer: number;
  readonly hand: Hand;
  readonly map: ClassMap;
  readonly points: Point[];
}

export class SegStage {
  private readonly canvas: HTMLCanvasElement;
  private readonly events: SegEvents;
  private map = blankMap(1, 1);
  private image: ImageData;
  private stroke: Stroke | null = null;
  private hand: Hand = { tool: 'brush', size: 1, paint: NOTHING };

  constructor(canvas: HTMLCanvasElement, events: SegEvents) {
    this.canvas = canvas;
    this.events = events;
    this.image = this.repaint();
  }

  /** What the next touch does. */
  take(hand: Hand): void {
    this.hand = hand;
  }

  show(map: ClassMap): void {
    if (map === this.map) return;
    this.map = map;
    this.stroke = null;
    this.image = this.repaint();
  }

  down(event: PointerEvent): void {
    if (this.stroke || event.button !== 0) return;
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    const at = this.toMap(event);
    if (this.apply(at)) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.stroke = { pointer: event.pointerId, hand: this.hand, map: copyMap(this.map), points: [at] };
    this.extend([at]);
  }

  move(event: PointerEvent): void {
    const at = this.toMap(event);
    if (this.stroke?.pointer === event.pointerId) {
      const events = event.getCoalescedEvents();
      this.extend((events.length > 0 ? events : [event]).map((each) => this.toMap(each)));
    } else if (this.stroke || event.pointerType === 'touch') return;
    this.events.onHover(at, classAt(this.stroke?.map ?? this.map, at));
  }

  up(event: PointerEvent): void {
    const stroke = this.stroke;
    if (stroke?.pointer !== event.pointerId) return;
    this.stroke = null;
    this.events.onOutline([]);
    if (event.type === 'pointerup') this.events.onMap(finished(stroke, this.map));
    else this.image = this.repaint();
  }

  leave(): void {
    if (!this.stroke) this.events.onHover(null, NOTHING);
  }

  /** One touch of the tool, as Enter does it; the shapes need a hand and act as the brush. */
  touch(at: Point): void {
    if (this.apply(at)) return;
    const map = copyMap(this.map);
    dab(map, at, at, this.hand.size, paintOf(this.hand));
    this.events.onMap(map);
  }

  classAt(at: Point): number {
    return classAt(this.map, at);
  }

  /** Fill and pick are done at once; true when the tool is one of them. */
  private apply(at: Point): boolean {
    if (this.hand.tool === 'pick') {
      const index = classAt(this.map, at);
      if (index !== NOTHING) this.events.onPick(index);
    } else if (this.hand.tool === 'fill') this.events.onMap(fillFrom(this.map, at, this.hand.paint));
    else return false;
    return true;
  }

  private extend(points: readonly Point[]): void {
    const { stroke } = this;
    if (!stroke) return;
    for (const point of points) {
      const last = stroke.points.at(-1) ?? point;
      stroke.points.push(point);
      if (stroke.hand.tool === 'brush' || stroke.hand.tool === 'eraser') {
        this.put(stroke.map, dab(stroke.map, last, point, stroke.hand.size, paintOf(stroke.hand)));
      }
    }
    const first = stroke.points[0];
    const last = stroke.points.at(-1);
    if (stroke.hand.tool === 'lasso') this.events.onOutline([...stroke.points]);
    else if (stroke.hand.tool === 'rectangle' && first && last) this.events.onOutline(corners(first, last));
  }

  private repaint(): ImageData {
    const { width, height } = this.map;
    Object.assign(this.canvas, { width, height });
    const image = new ImageData(rgbaOf(this.map), width, height);
    this.canvas.getContext('2d')?.putImageData(image, 0, 0);
    return image;
  }

  /** Only what a stroke has changed goes to the screen. */
  private put({ width: columns, classes }: ClassMap, { x, y, width, height }: Area): void {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        const pixel = row * columns + column;
        this.image.data.set(CLASSES[classes[pixel] ?? NOTHING]?.colour ?? [0, 0, 0], 4 * pixel);
      }
    }
    this.canvas.getContext('2d')?.putImageData(this.image, 0, 0, x, y, width, height);
  }

  private toMap({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const box = this.canvas.getBoundingClientRect();
    const { width, height } = this.map;
    return [((clientX - box.left) / box.width) * width, ((clientY - box.top) / box.height) * height];
  }
}

function finished({ hand, map, points }: Stroke, before: ClassMap): ClassMap {
  const [first, last] = [points[0], points.at(-1)];
  if (hand.tool === 'lasso') return fillOutline(before, points, hand.paint);
  if (hand.tool === 'rectangle' && first && last) return fillRectangle(before, first, last, hand.paint);
  return map;
}

function paintOf({ tool, paint }: Hand): number {
  return tool === 'eraser' ? NOTHING : paint;
}

function corners([x1, y1]: Point, [x2, y2]: Point): readonly Point[] {
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
}
