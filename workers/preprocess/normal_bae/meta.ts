import { normalBaeWeights } from '../networks/weightsList.ts';
import type { Meta } from '../types.ts';

export const normalBae: Meta = {
  name: 'normal_bae',
  title: 'Normals (Bae)',
  about: 'The directions in which the surfaces in a photo face, as colours.',
  group: 'shape',
  params: [],
  frame: 'detect',
  weights: normalBaeWeights,
};
