import { hedWeights } from '../networks/weightsList.ts';
import type { Meta } from '../types.ts';

export const scribbleHed: Meta = {
  name: 'scribble_hed',
  title: 'Scribble (HED)',
  about: "A photo as thick white strokes, made as for ControlNet's scribble nets.",
  group: 'lines',
  params: [],
  frame: 'detect',
  weights: hedWeights,
};
