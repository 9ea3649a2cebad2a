// The whole page as one versioned text, for links, picture files, the gallery and project files: encode and parse, a pure
// pair made of one pair for each slice. Everything parsed is foreign input. A new slice is one row in SLICES.
import { AppError } from '../../workers/errors.ts';
import type { Control } from '../state/control.ts';
import { controlOfBefore, encodeControl, parseControl } from '../control/wire.ts';
import type { Document } from '../drawing/document.ts';
import { push } from '../drawing/history.ts';
import type { Finish } from '../state/finish.ts';
import { encodeFinish, parseFinish } from '../finish/wire.ts';
import { t } from '../i18n/i18n.ts';
import { isRecord } from '../files/values.ts';
import { INITIAL_STATE } from '../state/store.ts';
import type { AppState } from '../state/types.ts';
import { damaged, type Json } from './json.ts';
import { encodeDrawing, parsePageDrawing } from './pageDrawing.ts';
import { encodePhoto, type PagePhoto, pagePhotoOf, parsePagePhoto } from './pagePhoto.ts';
import { encodeWords, type PageWords, parseWords, wordsOf } from './pageWords.ts';

/** What is on a page and can be put on another one. Pixels travel apart: here are only their ids. */
export interface Page {
  readonly words: PageWords;
  readonly drawing: Document;
  readonly photo: PagePhoto;
  readonly control: Control;
  readonly finish: Finish;
}

interface Slice<T> {
  /** Its name in the text. */
  readonly wire: string;
  readonly of: (state: AppState) => T;
  readonly encode: (value: T) => Json;
  /** Gets undefined where the text has no such slice. @throws AppError 'bad-input' */
  readonly parse: (value: unknown, damage: 'throw' | 'skip') => T;
  /** The part of `state` that changes when the value is put on the page. */
  readonly apply: (value: T, state: AppState) => Partial<AppState>;
}

export const PAGE_VERSION = 2;
/** A text beyond this is no page of anybody's. */
const MAX_CHARS = 32 * 2 ** 20;

const SLICES: { readonly [K in keyof Page]: Slice<Page[K]> } = {
  words: {
    wire: 'w',
    of: wordsOf,
    encode: encodeWords,
    parse: parseWords,
    apply: ({ prompt, negativePrompt, seed, settings }) => ({ prompt, negativePrompt, seed, overrides: settings }),
  },
  drawing: {
    wire: 'd',
    of: (state) => state.drawing.present,
    encode: encodeDrawing,
    parse: parsePageDrawing,
    apply: (drawing, state) => ({ drawing: push(state.drawing, drawing) }),
  },
  photo: {
    wire: 'f',
    of: pagePhotoOf,
    encode: encodePhoto,
    parse: parsePagePhoto,
    apply: (photo, state) => ({ photo: { ...state.photo, ...photo } }),
  },
  control: {
    wire: 'c',
    of: ({ units, start, mask }) => ({ units, start, mask }),
    encode: encodeControl,
    parse: parseControl,
    apply: (control) => control,
  },
  finish: {
    wire: 'z',
    of: ({ finish }) => finish,
    encode: encodeFinish,
    parse: parseFinish,
    apply: (finish) => ({ finish }),
  },
};
const NAMES = Object.keys(SLICES) as readonly (keyof Page)[];

/** The page as it is. */
export function pageOf(state: AppState): Page {
  const of = <K extends keyof Page>(name: K): readonly [K, Page[K]] => [name, SLICES[name].of(state)];
  return Object.fromEntries(NAMES.map(of)) as unknown as Page;
}

/** The page as text. */
export function encodePage(state: AppState): string {
  const page = pageOf(state);
  const encode = <K extends keyof Page>(name: K): readonly [string, Json] => [
    SLICES[name].wire,
    SLICES[name].encode(page[name]),
  ];
  return JSON.stringify({ v: PAGE_VERSION, ...Object.fromEntries(NAMES.map(encode)) });
}

/**
 * The page that a text holds, of this version or of version 1.
 * @param damage 'throw' refuses a text with a damaged slice; 'skip' reads the others, and what is empty in its place.
 * @throws AppError 'bad-input' when it is damaged, 'unsupported' when a newer Inkling wrote it
 */
export function parsePage(text: string, damage: 'throw' | 'skip' = 'throw'): Page {
  const value = upToDate(readJson(text));
  const parse = <K extends keyof Page>(name: K): readonly [K, Page[K]] => {
    const { wire, of, parse } = SLICES[name];
    try {
      return [name, parse(value[wire], damage)];
    } catch (error) {
      if (damage === 'throw') throw error;
      return [name, of(INITIAL_STATE)];
    }
  };
  return Object.fromEntries(NAMES.map(parse)) as unknown as Page;
}

/** What changes in `state` when `page` is put on it; the drawing that was there can be undone to. */
export function applyPage(page: Page, state: AppState): Partial<AppState> {
  const apply = <K extends keyof Page>(name: K): Partial<AppState> => SLICES[name].apply(page[name], state);
  return Object.assign({}, ...NAMES.map(apply)) as Partial<AppState>;
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  if (text.length > MAX_CHARS) throw damaged();
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (error) {
    throw damaged(error);
  }
  throw damaged();
}

/** Version 1 had no number, words at the top, a bare list of strokes and one weight among the settings. */
function upToDate(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { v } = value;
  if (v === PAGE_VERSION) return value;
  if (v === undefined && 'p' in value) {
    const { s, d } = value;
    const control = controlOfBefore(isRecord(s) ? s['controlWeight'] : undefined);
    return { w: value, d, c: encodeControl(control) };
  }
  if (typeof v === 'number' && v > PAGE_VERSION) {
    throw new AppError('unsupported', t('library:newer'), t('library:newerHint'));
  }
  throw damaged();
}

/** An otherwise empty page with `page` on it. */
export function stateWith(page: Page): AppState {
  return { ...INITIAL_STATE, ...applyPage(page, INITIAL_STATE) };
}
