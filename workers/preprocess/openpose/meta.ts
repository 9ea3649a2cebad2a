import type { Meta } from '../types.ts';

export const openpose: Meta = {
  name: 'openpose',
  title: 'Pose',
  about: 'Finds the people in a photo and draws their heads, trunks and limbs as coloured sticks.',
  group: 'pose',
  params: [
    { key: 'people', label: 'Max. people', min: 1, max: 10, step: 1, default: 5 },
    { key: 'threshold', label: 'Min. confidence', min: 0.05, max: 0.95, step: 0.05, default: 0.3 },
  ],
  frame: 'detect',
};
