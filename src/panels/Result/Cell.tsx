// One picture of several: finished, in the making, or what keeps it from either.
import type { ReactElement } from 'react';
import { openPicture } from '../../actions/onDemand.ts';
import { useT } from '../../i18n/useT.ts';
import { pictureOf } from '../../jobs/stock.ts';
import type { JobInfo } from '../../jobs/types.ts';
import styles from './GroupView.module.css';
import { stateText } from './stateText.ts';
import { PreviewThumb, Thumb } from './Thumb.tsx';

export interface CellProps {
  readonly id: string;
  readonly job: JobInfo | undefined;
  readonly index: number;
  readonly count: number;
}

export function Cell({ id, job, index, count }: CellProps): ReactElement {
  const t = useT();
  const done = pictureOf(id) !== null;
  const status = done ? 'done' : (job?.state.status ?? 'cancelled');
  const state = job ? stateText(job.state) : '';
  const seed = job?.seed ?? pictureOf(id)?.info.seed ?? 0;
  return (
    <button
      type="button"
      className={styles['cell']}
      data-status={status}
      data-testid="cell"
      aria-disabled={!done}
      aria-label={t('jobs:cell', { number: index + 1, count, seed, state })}
      onClick={() => openPicture(id)}
    >
      {done ? <Thumb id={id} large={count <= 4} /> : status === 'running' ? <PreviewThumb /> : null}
      {!done && <span className={styles['state']}>{state}</span>}
    </button>
  );
}
