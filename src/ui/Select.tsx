// A labelled choice from a list. Look only.
import { type ReactElement, useId } from 'react';
import styles from './field.module.css';

export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Options of one group stand together under its name. */
  readonly group?: string;
}

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
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
        {groupsOf(options).map(([group, members]) =>
          group === '' ? (
            members.map(toElement)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(toElement)}
            </optgroup>
          ),
        )}
      </select>
    </div>
  );
}

function toElement({ value, label }: SelectOption<string>): ReactElement {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}

function groupsOf(
  options: readonly SelectOption<string>[],
): readonly (readonly [string, readonly SelectOption<string>[]])[] {
  const names = [...new Set(options.map(({ group = '' }) => group))];
  return names.map((name) => [name, options.filter(({ group = '' }) => group === name)] as const);
}
