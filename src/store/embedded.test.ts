import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EMBEDDED } from './embedded.ts';

it('is what the model’s own file says', () => {
  const text = readFileSync(new URL('../../public/models/inkling-mini/inkling.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject(EMBEDDED);
});
