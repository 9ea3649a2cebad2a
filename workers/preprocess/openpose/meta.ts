import type { Meta } from '../types.ts';

export const openpose: Meta = {
  name: 'openpose',
  title: 'Pose',
  about: 'Finds the person in a photo and draws head, trunk and limbs as coloured sticks.',
  group: 'pose',
  params: [{ key: 'threshold', label: 'Least confidence', min: 0.05, max: 0.95, step: 0.05, default: 0.3 }],
  frame: 'detect',
};
