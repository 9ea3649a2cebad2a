import { mlsdWeights } from '../networks/weightsList.ts';
import type { Meta } from '../types.ts';

export const mlsd: Meta = {
  name: 'mlsd',
  title: 'Straight lines (M-LSD)',
  about: 'The straight lines of rooms, buildings and furniture. Raise the thresholds for fewer and longer ones.',
  group: 'lines',
  params: [
    { key: 'score', label: 'Value threshold', min: 0.01, max: 2, step: 0.01, default: 0.1 },
    { key: 'distance', label: 'Distance threshold', min: 0.01, max: 20, step: 0.01, default: 0.1 },
  ],
  frame: 'detect',
  weights: mlsdWeights,
};
