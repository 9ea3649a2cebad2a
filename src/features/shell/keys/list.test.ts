import { expect, test } from 'vitest';
import { SHORTCUTS } from './list.ts';

test('no key acts for two rows', () => {
  const keys = SHORTCUTS.flatMap(({ rows }) => rows.filter(({ run }) => run).flatMap((row) => row.keys));
  expect(keys).toEqual([...new Set(keys)]);
});
