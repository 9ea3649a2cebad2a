import type { Meta } from '../types.ts';

export const lineartStandard: Meta = {
  name: 'lineart_standard',
  title: 'Line art',
  about: 'Dark lines on light paper become soft white lines on black: for scanned drawings and comics.',
  group: 'lines',
  params: [
    { key: 'sigma', label: 'Line width (sigma)', min: 0.5, max: 50, step: 0.5, default: 6 },
    { key: 'threshold', label: 'Ignore lines fainter than', min: 0, max: 16, step: 1, default: 8 },
  ],
  frame: 'detect',
};
