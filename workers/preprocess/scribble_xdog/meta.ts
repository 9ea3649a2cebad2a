import type { Meta } from '../types.ts';

export const scribbleXdog: Meta = {
  name: 'scribble_xdog',
  title: 'Scribble (XDoG)',
  about: 'Strokes as of a pen along what is darker than its surroundings. Raise the threshold for fewer strokes.',
  group: 'lines',
  params: [{ key: 'threshold', label: 'Threshold', min: 1, max: 64, step: 1, default: 32 }],
  frame: 'detect',
};
