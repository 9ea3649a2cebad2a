// One picture of several: finished, in the making, or what keeps it from either.
import type { ReactElement } from 'react';
import { openPicture } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { pictureOf } from '../../../jobs/stock.ts';
import type { JobInfo } from '../../../state/jobTypes.ts';
import styles from './GroupView.module.css';
import { stateText } from './stateText.ts';
import { PreviewThumb, Thumb } from './Thumb.tsx';

export interface CellProps {
  readonly id: string;
  readonly job: JobInfo | undefined;
  readonly index: number;
  readonly count: number;
  /** What tells the picture from the others is said on it; a grid says it at its edges. */
  readonly labelled?: boolean;
}

/** The seed, and where the picture began with another one how much of that could change. */
function labelOf(seed: string, id: string): string {
  const start = pictureOf(id)?.page.start;
  return start && start.source.kind !== 'none' ? `${seed} · ${start.strength.toFixed(2)}` : seed;
}

export function Cell({ id, job, index, count, labelled = false }: CellProps): ReactElement {
  const t = useT();
  const done = pictureOf(id) !== null;
  const status = done ? 'done' : (job?.state.status ?? 'cancelled');
  const state = job ? stateText(job.state) : '';
  const seed = job?.seed ?? pictureOf(id)?.info.seed ?? 0;
  const label = labelOf(t('jobs:seedShort', { seed }), id);
  return (
    <button
      type="button"
      className={styles['cell']}
      data-status={status}
      data-testid="cell"
      aria-disabled={!done}
      aria-label={t('jobs:cell', { number: index + 1, count, seed, state })}
      title={done ? label : undefined}
      onClick={() => openPicture(id)}
    >
      {done ? <Thumb id={id} large={count <= 4} /> : status === 'running' ? <PreviewThumb /> : null}
      {!done && <span className={styles['state']}>{state}</span>}
      {done && labelled && (
        <span className={styles['state']} data-testid="cell-label">
          {label}
        </span>
      )}
    </button>
  );
}
