import type { Meta } from '../types.ts';

export const mlsdLsd: Meta = {
  name: 'mlsd_lsd',
  title: 'Straight lines (LSD)',
  about: 'Straight white lines on black: for buildings, rooms and other things made by ruler. Needs no download.',
  group: 'lines',
  params: [
    { key: 'length', label: 'Shortest line (pixels)', min: 0, max: 100, step: 1, default: 20 },
    { key: 'score', label: 'Least certainty (-log10 of false alarms)', min: 0, max: 50, step: 1, default: 0 },
  ],
  frame: 'detect',
};
