// Regions of connected pixels with the same direction, and the rectangles that they fill.
import { type LevelLines, NO_ANGLE } from './levelLines.ts';
import { angleBetween, axisLength, type Rectangle, rectangleOf } from './rectangle.ts';

/** How far from a region's direction a pixel may be, and how often noise is within it. */
export const TOLERANCE = Math.PI / 8;
export const CHANCE = 1 / 8;
/** Least part of a rectangle that its region must fill. */
const DENSITY = 0.7;

/** Grows one region at a time. */
export class Grower {
  /** 1 for pixels that belong to a region. */
  readonly used: Uint8Array;
  /** Pixels of the region. */
  count = 0;
  readonly #lines: LevelLines;
  readonly #region: Int32Array;

  constructor(lines: LevelLines) {
    this.#lines = lines;
    this.used = new Uint8Array(lines.angles.length);
    this.#region = new Int32Array(lines.angles.length);
  }

  /** Collects connected pixels whose directions agree with the region's, which it returns. */
  grow(seed: number, tolerance: number): number {
    const { width, height, angles } = this.#lines;
    const used = this.used;
    const region = this.#region;
    let angle = angles[seed];
    let sumX = Math.cos(angle);
    let sumY = Math.sin(angle);
    let count = 1;
    region[0] = seed;
    used[seed] = 1;
    for (let i = 0; i < count; i++) {
      const x = region[i] % width;
      const y = (region[i] - x) / width;
      const [top, bottom] = [Math.max(0, y - 1), Math.min(height - 1, y + 1)];
      const [left, right] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
      for (let ny = top; ny <= bottom; ny++) {
        for (let at = ny * width + left; at <= ny * width + right; at++) {
          const other = angles[at];
          if (used[at] || other === NO_ANGLE || angleBetween(other, angle) > tolerance) continue;
          used[at] = 1;
          region[count++] = at;
          sumX += Math.cos(other);
          sumY += Math.sin(other);
          angle = Math.atan2(sumY, sumX);
        }
      }
    }
    this.count = count;
    return angle;
  }

  /** The rectangle of the region just grown, made dense by leaving pixels out; null where that fails. */
  dense(seed: number, angle: number): Rectangle | null {
    const first = this.#boxed(angle);
    if (this.#isDense(first)) return first;
    const narrowed = this.grow(seed, this.#narrowTolerance(seed, first.width));
    if (this.count < 2) return null;
    const second = this.#boxed(narrowed);
    return this.#isDense(second) ? second : this.#shrunk(seed, narrowed, second);
  }

  #boxed(angle: number): Rectangle {
    return rectangleOf(this.#lines, this.#region, this.count, angle, TOLERANCE, CHANCE);
  }

  #isDense(rectangle: Rectangle): boolean {
    return this.count >= DENSITY * axisLength(rectangle) * rectangle.width;
  }

  /** Twice the deviation of directions near the seed. Gives the region's pixels back. */
  #narrowTolerance(seed: number, reach: number): number {
    const { angles } = this.#lines;
    let [n, sum, squares] = [0, 0, 0];
    for (const at of this.#region.subarray(0, this.count)) {
      this.used[at] = 0;
      if (this.#distance(at, seed) >= reach) continue;
      const signed = angles[at] - angles[seed];
      const turn = signed - 2 * Math.PI * Math.round(signed / (2 * Math.PI));
      sum += turn;
      squares += turn * turn;
      n++;
    }
    const mean = sum / n;
    return 2 * Math.sqrt(Math.max(0, squares / n - mean * mean));
  }

  /** Leaves out what is far from the seed until the rest is dense. */
  #shrunk(seed: number, angle: number, first: Rectangle): Rectangle | null {
    const { width } = this.#lines;
    const end = (x: number, y: number): number => Math.hypot(x - (seed % width), y - Math.floor(seed / width));
    let reach = Math.max(end(first.x1, first.y1), end(first.x2, first.y2));
    let rectangle = first;
    while (!this.#isDense(rectangle)) {
      reach *= 0.75;
      let kept = 0;
      for (const at of this.#region.subarray(0, this.count)) {
        if (this.#distance(at, seed) > reach) this.used[at] = 0;
        else this.#region[kept++] = at;
      }
      this.count = kept;
      if (kept < 2) return null;
      rectangle = this.#boxed(angle);
    }
    return rectangle;
  }

  #distance(a: number, b: number): number {
    const { width } = this.#lines;
    return Math.hypot((a % width) - (b % width), Math.floor(a / width) - Math.floor(b / width));
  }
}
