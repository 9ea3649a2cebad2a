import type { Meta } from '../types.ts';

export const canny: Meta = {
  name: 'canny',
  title: 'Canny edges',
  about: 'Thin white lines where colour changes sharply. Raise both thresholds for fewer lines.',
  group: 'lines',
  params: [
    { key: 'low', label: 'Low threshold', min: 1, max: 255, step: 1, default: 100 },
    { key: 'high', label: 'High threshold', min: 1, max: 255, step: 1, default: 200 },
  ],
  frame: 'detect',
};
