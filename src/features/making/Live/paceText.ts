import { t } from '../../../i18n/i18n.ts';
import type { Live } from '../../../state/jobs.ts';

/** What the switch says of itself, in plain words. */
export function paceText({ on, pace, firstMs }: Live): string {
  if (!on) return t('jobs:liveOff');
  if (firstMs === null) return t('jobs:liveMeasuring');
  const seconds = (firstMs / 1000).toFixed(1);
  return t(pace === 'drawing' ? 'jobs:liveDrawing' : 'jobs:liveStroke', { seconds });
}
