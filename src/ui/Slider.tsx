// A labelled range with its value beside it, drawn from a record. Look only; knows no setting.
import { type CSSProperties, type ReactElement, useId } from 'react';
import styles from './Slider.module.css';

export interface Range {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface SliderProps extends Range {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly testId: string;
  /** The value as shown and read out; default: the number. */
  readonly text?: string;
  /** Label and value are left to screen readers. */
  readonly bare?: boolean;
}

export function Slider({
  label,
  min,
  max,
  step,
  value,
  onChange,
  testId,
  text,
  bare = false,
}: SliderProps): ReactElement {
  const id = useId();
  const shown = text ?? String(value);
  const share = Math.max(0, Math.min(1, (value - min) / (max - min)));
  return (
    <div className={bare ? styles['bare'] : styles['slider']}>
      {!bare && (
        <div className={styles['head']}>
          <label htmlFor={id}>{label}</label>
          {/* The slider itself says its value; a live region would say it with every step. */}
          <output htmlFor={id} aria-live="off">
            {shown}
          </output>
        </div>
      )}
      <input
        id={id}
        className={styles['range']}
        style={{ '--share': share } as CSSProperties}
        type="range"
        {...{ min, max, step, value }}
        aria-valuetext={shown}
        aria-label={bare ? label : undefined}
        title={bare ? `${label}: ${shown}` : undefined}
        data-testid={testId}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
