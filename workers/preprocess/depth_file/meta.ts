import type { Meta } from '../types.ts';

export const depthFile: Meta = {
  name: 'depth_file',
  title: 'Depth from your own map',
  about: 'Takes the picture for a depth map and spreads it from black (far) to white (near).',
  group: 'shape',
  params: [{ key: 'invert', label: 'Invert (near is dark)', flag: true, min: 0, max: 1, step: 1, default: 0 }],
  readsDepth: true,
  frame: 'whole',
};
