// The drawing of a page: encode and parse, a pure pair. Pictures under the strokes travel by name only.
import { EMPTY_DRAWING, type Drawing } from '../drawing/strokes.ts';
import { isRecord, parseDrawing } from '../store/saved.ts';
import { damaged, type Json } from './json.ts';
import { encodeStrokes, parseStrokes } from './strokes.ts';

export function encodeDrawing({ strokes, image }: Drawing): Json {
  return { s: encodeStrokes(strokes), ...(image && { i: { ...image } }) };
}

/** @throws AppError 'bad-input'. A bare list is what links of version 1 hold: strokes and nothing else. */
export function parsePageDrawing(value: unknown): Drawing {
  if (Array.isArray(value)) return { ...EMPTY_DRAWING, strokes: parseStrokes(value) };
  if (!isRecord(value)) throw damaged();
  return { ...parseDrawing({ strokes: [], image: value['i'] }), strokes: parseStrokes(value['s']) };
}
