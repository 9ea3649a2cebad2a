// The document's wire form, for links, storage and project files: encode and parse, a pure pair. Pixels of pictures do not
// travel in it, only their ids. Everything parsed is foreign input.
import { AppError } from '../../workers/errors.ts';
import { type Document, documentOf, EMPTY_DOCUMENT, inkLayer, type Layer, pictureLayer } from './document.ts';
import type { Item, Pin } from './items.ts';
import { encodeItem, isColour, parseItem, quantized, type WireItem } from './itemWire.ts';
import type { Place } from './place.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const MAX_LAYERS = 200;
const MAX_ITEMS = 20_000;
const MAX_POINTS = 1_000_000;
const MAX_NAME = 200;
const MAX_PINS = 1000;
/** Farthest place of a picture and its longest side, in paper units. */
const FARTHEST = 16_384;

/** What is as usual is left out: shown, opaque, unnamed, not inverted, lines, fitted into the paper. */
interface WireLayer {
  readonly [key: string]: Json;
  readonly k: 'i' | 'p' | 'm';
  readonly id: string;
  readonly d: readonly WireItem[];
}

export interface WireDocument {
  readonly [key: string]: Json;
  readonly l: readonly WireLayer[];
  /** The active layer. */
  readonly a: string;
  /** Pinned colours: x, y and '#rrggbb' of each. */
  readonly c?: readonly Json[];
}

const encoded = new WeakMap<Document, WireDocument>();

/** The same object for the same document. */
export function encodeDocument(document: Document): WireDocument {
  let wire = encoded.get(document);
  if (wire === undefined) encoded.set(document, (wire = toWire(document)));
  return wire;
}

function toWire({ layers, active, pins = [], plain }: Document): WireDocument {
  const c = pins.map(({ at: [x, y], colour }) => [quantized(x), quantized(y), colour]);
  return { l: layers.map(encodeLayer), a: active, ...(c.length > 0 && { c }), ...(plain && { g: 1 as const }) };
}

function encodeLayer(layer: Layer): WireLayer {
  const { id, name, shown, opacity, items } = layer;
  return {
    k: layer.kind === 'ink' ? 'i' : layer.kind === 'picture' ? 'p' : 'm',
    id,
    ...(name !== '' && { n: name }),
    ...(!shown && { x: 1 }),
    ...(opacity !== 1 && { o: Math.round(opacity * 100) / 100 }),
    ...(layer.kind !== 'ink' && {
      p: layer.image,
      ...(layer.place && { b: placeNumbers(layer.place) }),
      ...(layer.inverted && { v: 1 }),
      ...(!layer.lines && { t: 1 }),
    }),
    ...(layer.kind === 'map' && { m: layer.map }),
    d: items.map(encodeItem),
  };
}

function placeNumbers({ x, y, width, height, angle }: Place): readonly number[] {
  return [x, y, width, height, angle];
}

/**
 * The document of `encodeDocument`, of a link's list of strokes, or of a drawing as it was stored before there were layers.
 * @param damaged 'throw' refuses a value with any damage in it; 'skip' takes what is sound.
 * @throws AppError 'bad-input'
 */
export function parseDocument(value: unknown, damaged: 'throw' | 'skip' = 'throw'): Document {
  const reader = new Reader(damaged === 'throw');
  if (Array.isArray(value)) return documentOf(reader.items(value));
  if (isRecord(value) && Array.isArray(value['l'])) return reader.document(value);
  if (isRecord(value) && Array.isArray(value['strokes'])) return reader.before(value);
  reader.broken();
  return EMPTY_DOCUMENT;
}

class Reader {
  private readonly strict: boolean;
  private count = 0;
  private points = 0;

  constructor(strict: boolean) {
    this.strict = strict;
  }

  document({ l, a, c, g }: Readonly<Record<string, unknown>>): Document {
    const given = l as readonly unknown[];
    if (given.length === 0 || given.length > MAX_LAYERS) this.broken();
    const ids = new Set<string>();
    const layers = given.slice(0, MAX_LAYERS).flatMap((each): Layer[] => {
      const layer = this.layer(each);
      if (!layer || ids.has(layer.id)) return (this.broken(), []);
      ids.add(layer.id);
      return [layer];
    });
    const last = layers[layers.length - 1];
    if (!last) return EMPTY_DOCUMENT;
    const active = typeof a === 'string' && ids.has(a) ? a : last.id;
    const pins = this.pins(c);
    return { layers, active, ...(pins.length > 0 && { pins }), ...(g === 1 && { plain: true as const }) };
  }

  pins(value: unknown): Pin[] {
    if (value === undefined) return [];
    if (!Array.isArray(value) || value.length > MAX_PINS) this.broken();
    const given: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_PINS) : [];
    return given.flatMap((pin): Pin[] => {
      const [x, y, colour] = (Array.isArray(pin) ? pin : []) as readonly unknown[];
      return isPlain(x) && isPlain(y) && isColour(colour) ? [{ at: [x, y], colour }] : (this.broken(), []);
    });
  }

  /** Drawings from before there were layers: strokes, and one picture under them that the eraser took from as well. */
  before(value: Readonly<Record<string, unknown>>): Document {
    const strokes = this.items((value['strokes'] as readonly unknown[]).map(structToWire));
    const image = isRecord(value['image']) ? value['image'] : {};
    if (typeof image['id'] !== 'string') return documentOf(strokes);
    const inverted = image['inverted'] === true;
    const erased = strokes.some(({ tool }) => tool === 'eraser');
    const picture = pictureLayer('picture', image['id'], { inverted, items: erased ? strokes : [] });
    return { layers: [picture, inkLayer('ink', erased ? [] : strokes)], active: 'ink' };
  }

  items(values: readonly unknown[]): Item[] {
    return values.flatMap((value): Item[] => {
      const item = parseItem(value);
      if (item) this.points += sizeOf(item);
      const sound = item !== null && ++this.count <= MAX_ITEMS && this.points <= MAX_POINTS;
      return sound ? [item] : (this.broken(), []);
    });
  }

  private layer(value: unknown): Layer | null {
    if (!isRecord(value) || !isText(value['id']) || !Array.isArray(value['d'])) return null;
    const { k, id, n, x, o, d, p, b, v, t, m } = value;
    const base = {
      id: id,
      name: isText(n) ? n : '',
      shown: x !== 1,
      opacity: typeof o === 'number' && o >= 0 && o <= 1 ? o : 1,
      items: this.items(d as readonly unknown[]),
    };
    if (k === 'i') return { kind: 'ink', ...base };
    if (!isText(p)) return null;
    const pictured = { ...base, image: p, place: this.place(b), inverted: v === 1, lines: t !== 1 };
    if (k === 'p') return { kind: 'picture', ...pictured };
    return k === 'm' && isText(m) ? { kind: 'map', ...pictured, map: m } : null;
  }

  private place(value: unknown): Place | null {
    if (value === undefined) return null;
    const numbers: readonly number[] = Array.isArray(value) && value.every(isPlain) ? value : [];
    const [x = 0, y = 0, width = 0, height = 0, angle] = numbers;
    const sound = angle !== undefined && width > 0 && height > 0;
    return sound ? { x, y, width, height, angle } : (this.broken(), null);
  }

  /** Damage was found. */
  broken(): void {
    if (!this.strict) return;
    throw new AppError('bad-input', 'The drawing is damaged.', 'Get it again from where it came.');
  }
}

/** A stroke as it was stored before, in the form that `parseItem` reads; nothing usable becomes null. */
function structToWire(value: unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value['points'])) return null;
  const { tool, size, pressure, points } = value;
  const sound = (tool === 'pen' || tool === 'eraser') && typeof pressure === 'boolean' && points.every(isPoint);
  return sound && typeof size === 'number' ? encodeItem({ tool, size, pressure, points }) : null;
}

function isPoint(value: unknown): value is readonly [number, number, number] {
  return Array.isArray(value) && value.length === 3 && value.every((each) => Number.isFinite(each));
}

function isPlain(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST;
}

function sizeOf(item: Item): number {
  if ('points' in item) return item.points.length;
  return 'rings' in item ? item.rings.reduce((sum, ring) => sum + ring.length / 2, 0) : 2;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
