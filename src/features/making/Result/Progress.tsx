// How far the picture is, at its foot, and how long it will still take.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { timeLeft } from '../../../jobs/left.ts';
import { useApp } from '../../../state/useApp.ts';
import { Bar } from '../../../ui/Bar.tsx';
import { progressText } from '../../models/progressText.ts';
import { leftText } from '../../../jobs/timeText.ts';
import { useNow } from './useNow.ts';

export function Progress({ bare }: { bare: boolean }): ReactElement {
  const t = useT();
  const job = useApp((state) => state.job);
  const jobs = useApp((state) => state.jobs);
  const timing = useApp((state) => state.timing);
  const engine = useApp((state) => state.engine);
  const now = useNow(true);
  const { text, share } = progressText(job, engine);
  const left = job.status === 'running' ? leftText(timeLeft(jobs, timing, now).picture) : '';
  return (
    <Bar
      text={left ? `${text} · ${left}` : text}
      share={share}
      label={t('jobs:progress')}
      testId="progress"
      bare={bare}
    />
  );
}
