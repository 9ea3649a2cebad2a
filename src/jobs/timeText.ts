// Durations in words.
import { t } from '../i18n/i18n.ts';
import { roundTime } from './left.ts';

/** 'about 3 s left'; '' while nobody can know. */
export function leftText(ms: number | null): string {
  if (ms === null) return '';
  const { unit, count } = roundTime(ms);
  return t(unit === 'seconds' ? 'jobs:secondsLeft' : 'jobs:minutesLeft', { count });
}

/** 'about 3 s in all'; '' while nobody can know. */
export function inAllText(ms: number | null): string {
  if (ms === null) return '';
  const { unit, count } = roundTime(ms);
  return t(unit === 'seconds' ? 'jobs:inAll' : 'jobs:inAllMinutes', { count });
}
