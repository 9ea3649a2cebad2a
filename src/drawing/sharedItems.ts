// Two documents that say the same in objects of their own come to share them: what depends on identity (which pins belong
// to a picture, which bitmaps hold) then sees one drawing. Pure.
import type { Document } from './document.ts';
import type { Item } from './items.ts';
import { encodeItem } from './itemWire.ts';

/** `document` with the items of `other` in the place of equal ones. */
export function withItemsOf(document: Document, other: Document): Document {
  const known = new Map(other.layers.flatMap(({ items }) => items.map((item) => [keyOf(item), item] as const)));
  const shared = (item: Item): Item => known.get(keyOf(item)) ?? item;
  return { ...document, layers: document.layers.map((layer) => ({ ...layer, items: layer.items.map(shared) })) };
}

function keyOf(item: Item): string {
  return JSON.stringify(encodeItem(item));
}
