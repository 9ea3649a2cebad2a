import type { Meta } from '../types.ts';

export const softedgeInkling: Meta = {
  name: 'softedge_inkling',
  title: 'Soft edges',
  about: 'The boundaries of things in a photo, clear ones brighter. Works offline.',
  group: 'lines',
  params: [],
  frame: 'detect',
};
