// The colours that lie ready: those that small pictures are made of, as data.
import type { MessageKey } from '../../../i18n/i18n.ts';

export interface Swatch {
  readonly name: MessageKey;
  /** null: the paper's ink. */
  readonly colour: string | null;
}

/** What people draw with, no part of the page's look: not tokens. */
export const SWATCHES: readonly Swatch[] = [
  { name: 'canvas:ink', colour: null },
  { name: 'canvas:red', colour: '#e5383b' },
  { name: 'canvas:orange', colour: '#f48c06' },
  { name: 'canvas:yellow', colour: '#ffd23f' },
  { name: 'canvas:green', colour: '#4caf50' },
  { name: 'canvas:teal', colour: '#1aa6a6' },
  { name: 'canvas:blue', colour: '#2f6fed' },
  { name: 'canvas:violet', colour: '#7b4fd6' },
  { name: 'canvas:pink', colour: '#f06292' },
  { name: 'canvas:brown', colour: '#8d5a3b' },
  { name: 'canvas:skin', colour: '#f2c49b' },
  { name: 'canvas:grey', colour: '#9a9a9a' },
  { name: 'canvas:white', colour: '#ffffff' },
];
