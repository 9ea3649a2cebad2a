import { describe, expect, it } from 'vitest';
import { t } from './i18n.ts';

describe('t', () => {
  it('speaks English from the start', () => {
    expect(t('common:cancel')).toBe('Cancel');
  });
});
