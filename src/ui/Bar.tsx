// A line of words over a thin progress bar. Look only.
import type { CSSProperties, ReactElement } from 'react';
import styles from './Bar.module.css';

export interface BarProps {
  readonly text: string;
  /** 0...1; null while nobody can know. */
  readonly share: number | null;
  readonly testId: string;
  readonly label: string;
  /** The words are left to screen readers: what lies under it says them already. */
  readonly bare?: boolean;
}

export function Bar({ text, share, testId, label, bare = false }: BarProps): ReactElement {
  const known = share === null ? {} : { 'aria-valuenow': Math.round(share * 100) };
  return (
    <div className={styles['progress']}>
      {!bare && (
        <span className={styles['text']}>
          {share !== null && <span className={styles['drop']} style={{ '--share': share } as CSSProperties} />}
          {text}
        </span>
      )}
      <div
        className={styles['bar']}
        role="progressbar"
        aria-label={label}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={100}
        {...known}
        data-testid={testId}
        data-unknown={share === null}
        style={{ '--share': share ?? 0 } as CSSProperties}
      />
    </div>
  );
}
