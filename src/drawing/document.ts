// The drawing as a document: layers of items, pictures and control maps. Immutable values; every change makes a new one,
// which shares all that did not change. Pure.
import { isLine, type Item, type Pin } from './items.ts';
import type { Place } from './place.ts';

interface LayerBase {
  readonly id: string;
  /** As the user named it; '' for the name of its kind. */
  readonly name: string;
  readonly shown: boolean;
  /** 0...1, on the paper only: a hint knows no half lines. */
  readonly opacity: number;
  /** First drawn first; an eraser's stroke takes away from what lies before it in the same layer. */
  readonly items: readonly Item[];
}

export interface InkLayer extends LayerBase {
  readonly kind: 'ink';
}

/** What pictures and maps have in common; the items lie on top of the picture. */
interface Pictured extends LayerBase {
  /** Names the pixels in `images.ts`. */
  readonly image: string;
  /** null: as large as the paper holds. */
  readonly place: Place | null;
  /** Light and dark are swapped. */
  readonly inverted: boolean;
  /** Its dark parts are lines like drawn ones; otherwise it is a guide that no net sees with the drawing. */
  readonly lines: boolean;
}

export interface PictureLayer extends Pictured {
  readonly kind: 'picture';
}

export interface MapLayer extends Pictured {
  readonly kind: 'map';
  /** The preprocessor that made it, or whose kind it is of. */
  readonly map: string;
}

export type Layer = InkLayer | PictureLayer | MapLayer;

export interface Document {
  /** Bottom first; never empty. */
  readonly layers: readonly Layer[];
  /** The layer that the hand works on. */
  readonly active: string;
  /** Colours that the clean picture's regions are to have; absent where there is none. */
  readonly pins?: readonly Pin[];
  /** Its colours are for the eye only: pictures follow its lines alone. */
  readonly plain?: true;
}

export function inkLayer(id: string, items: readonly Item[] = [], name = ''): InkLayer {
  return { kind: 'ink', id, name, shown: true, opacity: 1, items };
}

export function pictureLayer(id: string, image: string, rest: Partial<Omit<PictureLayer, 'kind'>> = {}): PictureLayer {
  return {
    kind: 'picture',
    id,
    name: '',
    shown: true,
    opacity: 1,
    items: [],
    image,
    place: null,
    inverted: false,
    lines: true,
    ...rest,
  };
}

export function mapLayer(id: string, image: string, map: string, rest: Partial<Omit<MapLayer, 'kind'>> = {}): MapLayer {
  return { ...pictureLayer(id, image, rest), kind: 'map', map };
}

/** An id that no layer has. */
export function newLayerId(): string {
  return crypto.randomUUID().slice(0, 8);
}

const FIRST = 'ink';

export const EMPTY_DOCUMENT: Document = documentOf([]);

/** A document of one ink layer. */
export function documentOf(items: readonly Item[]): Document {
  return { layers: [inkLayer(FIRST, items)], active: FIRST };
}

/** The layer that the hand works on: the one named, else the topmost. */
export function activeLayer({ layers, active }: Document): Layer {
  return layers.find(({ id }) => id === active) ?? (layers[layers.length - 1] as Layer);
}

/** The document with the layer of that id changed; the same document when there is none. */
export function withLayer(document: Document, id: string, change: (layer: Layer) => Layer): Document {
  const index = document.layers.findIndex((layer) => layer.id === id);
  const layer = document.layers[index];
  return layer ? { ...document, layers: document.layers.with(index, change(layer)) } : document;
}

/** The document with an item more on the active layer. */
export function withItem(document: Document, item: Item): Document {
  const { id } = activeLayer(document);
  return withLayer(document, id, (layer) => ({ ...layer, items: [...layer.items, item] }));
}

/** The document with a colour more on the active layer, under the lines that were drawn since the last colour or erasure. */
export function withColour(document: Document, item: Item): Document {
  const { id } = activeLayer(document);
  return withLayer(document, id, (layer) => {
    const at = layer.items.findLastIndex(({ tool }) => tool === 'fill' || tool === 'eraser') + 1;
    return { ...layer, items: layer.items.toSpliced(at, 0, item) };
  });
}

/** The document with a picture or a map more, right under the active layer, which stays active. */
export function withPicture(document: Document, layer: PictureLayer | MapLayer): Document {
  const { id } = activeLayer(document);
  const at = document.layers.findIndex((each) => each.id === id);
  return { ...document, layers: document.layers.toSpliced(at, 0, layer) };
}

/** The document with these colours pinned, and no others. */
export function withPins(document: Document, pins: readonly Pin[]): Document {
  const { layers, active, plain } = document;
  return { layers, active, ...(pins.length > 0 && { pins }), ...(plain && { plain }) };
}

/** True when there is nothing at all on the paper, shown or not. */
export function isEmpty({ layers }: Document): boolean {
  return layers.every((layer) => layer.kind === 'ink' && layer.items.length === 0);
}

/** True when there is nothing on the paper that a net could follow. */
export function isBlank({ layers }: Document): boolean {
  return !layers.some(isFollowed);
}

/** True for a layer that the drawing's hint shows something of. */
function isFollowed(layer: Layer): boolean {
  return layer.shown && (layer.items.some(isLine) || (layer.kind !== 'ink' && layer.lines));
}

/** The ids of all pictures that the document needs pixels of. */
export function imagesOf({ layers }: Document): readonly string[] {
  return [...new Set(layers.flatMap((layer) => (layer.kind === 'ink' ? [] : [layer.image])))];
}

/** The document without the pictures that `has` denies; what was drawn on them stays. */
export function withoutPictures(document: Document, has: (image: string) => boolean = () => false): Document {
  const layers = document.layers.flatMap((layer): Layer[] => {
    if (layer.kind === 'ink' || has(layer.image)) return [layer];
    return layer.items.length > 0 ? [{ ...inkLayer(layer.id, layer.items, layer.name), shown: layer.shown }] : [];
  });
  if (layers.length === document.layers.length && layers.every((layer, i) => layer === document.layers[i]))
    return document;
  return { ...document, layers: layers.length > 0 ? layers : EMPTY_DOCUMENT.layers };
}

/** `early` over `saved`: what was drawn before the storage answered stays, on top. */
export function laidOver(saved: Document, early: Document): Document {
  if (isEmpty(early)) return saved;
  if (isEmpty(saved)) return early;
  const drawn = early.layers.flatMap(({ items }) => items);
  const pictures = early.layers.filter((layer) => layer.kind !== 'ink').map((layer) => ({ ...layer, items: [] }));
  const { id } = activeLayer(saved);
  const joined = withLayer(saved, id, (layer) => ({ ...layer, items: [...layer.items, ...drawn] }));
  return { ...joined, layers: [...pictures, ...joined.layers] };
}
