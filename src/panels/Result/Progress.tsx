// A line of words and a thin bar at the foot of the picture.
import { type CSSProperties, type ReactElement } from 'react';
import { useApp } from '../../store/useApp.ts';
import { progressText } from './progressText.ts';
import styles from './Result.module.css';

export function Progress(): ReactElement {
  const job = useApp((state) => state.job);
  const engine = useApp((state) => state.engine);
  const { text, share } = progressText(job, engine);
  const known = share === null ? {} : { 'aria-valuenow': Math.round(share * 100) };
  return (
    <div className={styles['progress']}>
      <span className={styles['progressText']}>{text}</span>
      <div
        className={styles['bar']}
        role="progressbar"
        aria-label="Progress"
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={100}
        {...known}
        data-testid="progress"
        data-unknown={share === null}
        style={{ '--share': share ?? 0 } as CSSProperties}
      />
    </div>
  );
}
