import type { Meta } from '../types.ts';

export const invert: Meta = {
  name: 'invert',
  title: 'Invert',
  about: 'Dark lines on white paper become white lines on black.',
  group: 'plain',
  params: [],
  frame: 'whole',
};
