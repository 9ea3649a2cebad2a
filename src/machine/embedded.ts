// What the page's own model wishes, for the time before it has loaded: nothing changes under the hand when it arrives.
// A test holds this against the model's own files.
import type { PackInfo } from '../../workers/engine/api.ts';

export const EMBEDDED_ID = 'inkling-mini';

/** What comes over the network before the first picture: the runtime, compressed, and of this model the net for drawings. */
export const FIRST_BYTES = 34_000_000;

export const EMBEDDED: Pick<PackInfo, 'defaults' | 'examples'> = {
  defaults: {
    width: 128,
    height: 128,
    steps: 8,
    sampler: 'ddim',
    guidanceScale: 3,
    guidanceRescale: 0.7,
    controlWeight: 0.8,
    controlMode: 'positive',
    negativePrompt: '',
    finish: 'clean',
  },
  examples: [
    'red apple, flat style',
    'yellow cat face, emoji style',
    'blue car, cartoon style',
    'green tree, flat style',
    'pink heart, glossy style',
  ],
};
