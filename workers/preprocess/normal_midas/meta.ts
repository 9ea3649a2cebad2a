import type { Meta } from '../types.ts';

export const normalMidas: Meta = {
  name: 'normal_midas',
  title: 'Normals from a depth map',
  about: 'Turns a depth map (near = white) into the directions in which its surfaces face.',
  group: 'shape',
  params: [{ key: 'background', label: 'Background is darker than', min: 0, max: 1, step: 0.01, default: 0.4 }],
  readsDepth: true,
  frame: 'detect',
};
