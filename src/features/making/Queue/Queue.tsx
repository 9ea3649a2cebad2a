// What waits: how many pictures, how long they will take, and the way to call them off.
import type { ReactElement } from 'react';
import { cancelAll, cancelJob } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { timeLeft } from '../../../jobs/left.ts';
import { activeJobs } from '../../../jobs/list.ts';
import type { JobInfo } from '../../../state/jobTypes.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { stateText } from '../Result/stateText.ts';
import { inAllText } from '../../../jobs/timeText.ts';
import { useNow } from '../Result/useNow.ts';
import styles from './Queue.module.css';

/** Shown while more than the picture in the making is wanted: that one has its own bar. */
export function Queue(): ReactElement | null {
  const jobs = useApp((state) => state.jobs);
  const active = activeJobs(jobs);
  if (active.length < 2) return null;
  return <Waiting active={active} />;
}

function Waiting({ active }: { active: readonly JobInfo[] }): ReactElement {
  const t = useT();
  const timing = useApp((state) => state.timing);
  const now = useNow(true);
  const { queue, waiting } = timeLeft(active, timing, now);
  const time = inAllText(queue);
  const text = t('jobs:waiting', { count: waiting });
  return (
    <section className={styles['queue']} aria-label={t('jobs:queue')} data-testid="queue">
      <details>
        <summary data-testid="queue-text">{time ? `${text}, ${time}` : text}</summary>
        <ol className={styles['list']}>
          {active.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </ol>
      </details>
      <IconButton icon="close" label={t('jobs:cancelAll')} data-testid="cancel-all" onClick={cancelAll} />
    </section>
  );
}

function Row({ job }: { job: JobInfo }): ReactElement {
  const t = useT();
  return (
    <li className={styles['row']} data-testid="queue-job">
      <span className={styles['words']}>{job.words || t('jobs:noWords')}</span>
      <span className={styles['about']}>
        {t('jobs:seedShort', { seed: job.seed })} · {stateText(job.state)}
      </span>
      <IconButton icon="close" label={t('jobs:cancelOne')} data-testid="cancel-one" onClick={() => cancelJob(job.id)} />
    </li>
  );
}
