import { expect, it } from 'vitest';
import type { PackInfo } from '../../workers/engine/api.ts';
import { EMBEDDED, EMBEDDED_ID } from '../machine/embedded.ts';
import { INITIAL_STATE } from '../state/store.ts';
import { pageRequest } from './pageRequest.ts';

const pack = (id: string): PackInfo => ({
  ...EMBEDDED,
  id,
  name: id,
  licence: '',
  installed: true,
  loaded: true,
  sizeBytes: 0,
  controlNets: [],
  sizeMultiple: 8,
});

it('asks the embedded model in the English that it was taught, any other in the words as they are', () => {
  const page = { ...INITIAL_STATE, prompt: 'roter Apfel', negativePrompt: 'manzana verde' };
  const { prompt, negativePrompt } = pageRequest(page, pack(EMBEDDED_ID));
  expect([prompt, negativePrompt]).toEqual(['red apple', 'green apple']);
  expect(pageRequest(page, pack('another')).prompt).toBe('roter Apfel');
});
