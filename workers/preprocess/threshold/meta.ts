import type { Meta } from '../types.ts';

export const threshold: Meta = {
  name: 'threshold',
  title: 'Threshold',
  about: 'Lighter pixels become white, the others black.',
  group: 'plain',
  params: [{ key: 'threshold', label: 'Threshold', min: 0, max: 255, step: 1, default: 127 }],
  frame: 'whole',
};
