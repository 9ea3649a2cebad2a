import type { Meta } from '../types.ts';

export const scribbleInkling: Meta = {
  name: 'scribble_inkling',
  title: 'Scribble',
  about: 'A photo as somebody might scribble it: thick white strokes along its boundaries. Works offline.',
  group: 'lines',
  params: [],
  frame: 'detect',
};
