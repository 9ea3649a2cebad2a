// A labelled switch. Look only.
import { type ReactElement, useId } from 'react';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly label: string;
  /** One sentence under the label. */
  readonly about?: string;
  /** The label is left to screen readers. */
  readonly bare?: boolean;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly testId: string;
}

export function Switch({ label, about, bare = false, on, onChange, testId }: SwitchProps): ReactElement {
  const id = useId();
  return (
    <label className={styles['switch']}>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-describedby={about && !bare ? id : undefined}
        aria-label={bare ? label : undefined}
        data-testid={testId}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles['track']} aria-hidden="true" />
      {!bare && (
        <span>
          {label}
          {about && <small id={id}>{about}</small>}
        </span>
      )}
    </label>
  );
}
