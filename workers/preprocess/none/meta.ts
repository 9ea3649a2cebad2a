import type { Meta } from '../types.ts';

export const none: Meta = {
  name: 'none',
  title: 'As it is',
  about: 'The picture itself is the hint.',
  group: 'plain',
  params: [],
  frame: 'whole',
};
