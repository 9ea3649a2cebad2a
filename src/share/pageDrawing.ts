// The drawing of a page: encode and parse, a pure pair. Pictures and maps on its layers travel by name only.
import type { Document } from '../drawing/document.ts';
import { encodeDocument, parseDocument } from '../drawing/wire.ts';
import { damaged, type Json } from './json.ts';

export function encodeDrawing(document: Document): Json {
  return encodeDocument(document);
}

/** @throws AppError 'bad-input'. A bare list is what links of version 1 hold: strokes and nothing else. 'skip' takes what is sound. */
export function parsePageDrawing(value: unknown, damage: 'throw' | 'skip' = 'throw'): Document {
  try {
    return parseDocument(value, damage);
  } catch (error) {
    throw damaged(error);
  }
}
