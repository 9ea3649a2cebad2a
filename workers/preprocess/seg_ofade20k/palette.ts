// Between ADE20K's classes and colours. A map of classes holds one byte a pixel, NOTHING where no class is. Pure.
import { type Colour, TABLE } from './table.ts';

export type { Colour } from './table.ts';

export interface SegClass {
  readonly index: number;
  readonly name: string;
  readonly colour: Colour;
  /** Other words people look for; may be empty. */
  readonly also: string;
}

export const CLASSES: readonly SegClass[] = TABLE.map(([name, colour, also = ''], index) => ({
  index,
  name,
  colour,
  also,
}));

/** No class: black. */
export const NOTHING = 255;

export interface ClassMap {
  readonly width: number;
  readonly height: number;
  readonly classes: Uint8Array;
}

const pack = (red: number, green: number, blue: number): number => (red << 16) | (green << 8) | blue;
/** First come first served: 140,140,140 is both road and skyscraper, and means road. */
const EXACT = new Map([...CLASSES].reverse().map(({ colour, index }) => [pack(...colour), index]));
EXACT.set(0, NOTHING);

/** The class of the nearest colour, or NOTHING where black is nearer. Of several the first. */
export function nearestClass(red: number, green: number, blue: number): number {
  const exact = EXACT.get(pack(red, green, blue));
  if (exact !== undefined) return exact;
  let best = NOTHING;
  let least = red ** 2 + green ** 2 + blue ** 2;
  for (const { colour, index } of CLASSES) {
    const distance = (red - colour[0]) ** 2 + (green - colour[1]) ** 2 + (blue - colour[2]) ** 2;
    if (distance >= least) continue;
    least = distance;
    best = index;
  }
  return best;
}

/** What a class is called where only its colour is known: "road or skyscraper". */
export function nameOf(index: number): string {
  const { colour } = CLASSES[index] ?? {};
  if (!colour) return 'nothing';
  const same = CLASSES.filter((each) => pack(...each.colour) === pack(...colour));
  return same.map(({ name }) => name).join(' or ');
}

/** Any picture as a map of classes; RGBA bytes, of which alpha is not looked at. */
export function readSegMap(width: number, height: number, rgba: ArrayLike<number>): ClassMap {
  const classes = new Uint8Array(width * height);
  const known = new Map<number, number>();
  for (let pixel = 0; pixel < classes.length; pixel++) {
    const at = 4 * pixel;
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    const key = pack(red, green, blue);
    let index = known.get(key);
    if (index === undefined) known.set(key, (index = nearestClass(red, green, blue)));
    classes[pixel] = index;
  }
  return { width, height, classes };
}

/** The map as colours, RGB, of the palette and black only. */
export function drawSegMap({ width, height, classes }: ClassMap): { width: number; height: number; data: Uint8Array } {
  const data = new Uint8Array(3 * width * height);
  for (const [pixel, index] of classes.entries()) {
    const colour = CLASSES[index]?.colour;
    if (colour) data.set(colour, 3 * pixel);
  }
  return { width, height, data };
}
