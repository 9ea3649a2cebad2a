// Writes SVG path data, short and without drift: numbers are rounded where they are, and differences written. Pure.
import type { Curve } from './curves.ts';

/** Steps to a unit: a ten-thousandth of the picture is finer than any screen. */
export function precisionFor(width: number): number {
  return width >= 900 ? 10 : 100;
}

/** One closed subpath of curves that follow each other; '' for none. */
export function loopData(curves: readonly Curve[], precision: number): string {
  const first = curves[0];
  if (!first) return '';
  const pen = new Pen(precision);
  pen.move(first[0], first[1]);
  for (const curve of curves) {
    for (let i = 2; i + 5 < curve.length; i += 6) pen.cubic(curve.slice(i, i + 6));
  }
  return pen.closed();
}

/** A closed polygon, x, y in turns; '' for fewer than 3 corners. */
export function polygonData(points: ArrayLike<number>, precision: number): string {
  if (points.length < 6) return '';
  const pen = new Pen(precision);
  pen.move(points[0], points[1]);
  for (let i = 2; i + 1 < points.length; i += 2) pen.line(points[i], points[i + 1]);
  return pen.closed();
}

/** The closed curve through the middles of a polygon's sides; '' for fewer than 3 corners. */
export function smoothData(corners: ArrayLike<number>, precision: number): string {
  const count = corners.length >> 1;
  if (count < 3) return '';
  const middle = (i: number, axis: number): number =>
    (corners[2 * (i % count) + axis] + corners[2 * ((i + 1) % count) + axis]) / 2;
  const pen = new Pen(precision);
  pen.move(middle(count - 1, 0), middle(count - 1, 1));
  for (let i = 0; i < count; i++) pen.quadratic([corners[2 * i], corners[2 * i + 1], middle(i, 0), middle(i, 1)]);
  return pen.closed();
}

class Pen {
  private readonly precision: number;
  private x = 0;
  private y = 0;
  private data = '';
  private last = '';

  constructor(precision: number) {
    this.precision = precision;
  }

  move(x: number, y: number): void {
    [this.x, this.y] = [this.steps(x), this.steps(y)];
    this.data += `M${this.x / this.precision} ${this.y / this.precision}`;
    this.last = 'M';
  }

  line(x: number, y: number): void {
    const to = [this.steps(x), this.steps(y)];
    if (to[0] !== this.x || to[1] !== this.y) this.command('l', to);
  }

  quadratic(numbers: readonly number[]): void {
    this.command(
      'q',
      numbers.map((each) => this.steps(each)),
    );
  }

  cubic(numbers: readonly number[]): void {
    this.command(
      'c',
      numbers.map((each) => this.steps(each)),
    );
  }

  closed(): string {
    return `${this.data}z`;
  }

  private steps(value: number): number {
    return Math.round(value * this.precision);
  }

  /** Absolute steps, written as differences from where the pen is. */
  private command(letter: string, absolute: readonly number[]): void {
    let text = '';
    absolute.forEach((value, i) => {
      const number = shortest((value - (i % 2 === 0 ? this.x : this.y)) / this.precision);
      text += text === '' || number.startsWith('-') ? number : ` ${number}`;
    });
    const joined = this.last === letter ? (text.startsWith('-') ? text : ` ${text}`) : letter + text;
    this.data += joined;
    this.last = letter;
    [this.x, this.y] = [absolute[absolute.length - 2], absolute[absolute.length - 1]];
  }
}

/** '.5' for 0.5: most numbers here are small. */
function shortest(value: number): string {
  const text = String(Number(value.toFixed(2)));
  return text.startsWith('0.') ? text.slice(1) : text.startsWith('-0.') ? `-${text.slice(2)}` : text;
}
