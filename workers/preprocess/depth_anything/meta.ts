import { depthAnythingWeights } from '../networks/weightsList.ts';
import type { Meta } from '../types.ts';

export const depthAnything: Meta = {
  name: 'depth_anything',
  title: 'Depth (Depth Anything)',
  about: 'How far away everything in a photo is: near things are white, far ones black.',
  group: 'shape',
  params: [],
  frame: 'detect',
  weights: depthAnythingWeights,
};
