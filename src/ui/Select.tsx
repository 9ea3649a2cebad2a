// A labelled choice from a list. Look only.
import { type ReactElement, useId } from 'react';
import styles from './field.module.css';

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly testId: string;
}

export function Select<T extends string>({ label, value, options, onChange, testId }: SelectProps<T>): ReactElement {
  const id = useId();
  const choose = (text: string): void => {
    const option = options.find((each) => each.value === text);
    if (option) onChange(option.value);
  };
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles['input']}
        value={value}
        data-testid={testId}
        onChange={(e) => choose(e.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
