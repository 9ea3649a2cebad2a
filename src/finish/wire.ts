// The finish's wire form: encode and parse, a pure pair. Everything parsed is foreign input.
import { FINISHES } from '../../workers/engine/api.ts';
import { COLOURS_RANGE, GAP_RANGE } from './finish.ts';
import { BACKGROUNDS, type Finish, INITIAL_FINISH, INKS } from '../state/finish.ts';

/** What is as usual is left out. */
export interface WireFinish {
  readonly [key: string]: string | number;
}

export function encodeFinish({ name, ink, colours, background, gap, inverted }: Finish): WireFinish {
  return {
    ...(name !== null && { f: name }),
    ...(ink !== INITIAL_FINISH.ink && { i: ink }),
    ...(colours !== null && { n: colours }),
    ...(background !== INITIAL_FINISH.background && { b: background }),
    ...(gap !== INITIAL_FINISH.gap && { g: gap }),
    ...(inverted && { v: 1 }),
  };
}

/** Whatever makes sense of it, each value for itself; what a page has at first for the rest. */
export function parseFinish(value: unknown): Finish {
  if (!isRecord(value)) return INITIAL_FINISH;
  const { f, i, n, b, g, v } = value;
  return {
    name: FINISHES.find((each) => each === f) ?? null,
    ink: INKS.find((each) => each === i) ?? INITIAL_FINISH.ink,
    colours: wholeIn(n, COLOURS_RANGE),
    background: BACKGROUNDS.find((each) => each === b) ?? INITIAL_FINISH.background,
    gap: wholeIn(g, GAP_RANGE) ?? INITIAL_FINISH.gap,
    inverted: v === 1,
  };
}

function wholeIn(value: unknown, { min, max }: { readonly min: number; readonly max: number }): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
