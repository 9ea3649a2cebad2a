import { segformerWeights } from '../networks/weightsList.ts';
import type { Meta } from '../types.ts';

export const segOfade20k: Meta = {
  name: 'seg_ofade20k',
  title: 'Regions',
  about: 'What is where in a photo, by SegFormer: wall, sky, person and 147 other classes, each in its colour.',
  group: 'regions',
  params: [],
  frame: 'detect',
  weights: segformerWeights,
};
