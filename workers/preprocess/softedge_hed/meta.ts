import { hedWeights } from '../networks/weightsList.ts';
import type { Meta } from '../types.ts';

export const softedgeHed: Meta = {
  name: 'softedge_hed',
  title: 'Soft edges (HED)',
  about: "The boundaries of things in a photo, by the network that ControlNet's soft edge nets were trained with.",
  group: 'lines',
  params: [],
  frame: 'detect',
  weights: hedWeights,
};
