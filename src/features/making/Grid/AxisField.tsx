// One side of a comparison grid: which setting, and its values.
import { type ReactElement, useId } from 'react';
import { useT } from '../../../i18n/useT.ts';
import type { Axis } from '../../../jobs/axes.ts';
import type { AxisKey } from '../../../state/axisTypes.ts';
import { Select } from '../../../ui/Select.tsx';
import field from '../../../ui/field.module.css';
import styles from './Grid.module.css';

export interface AxisDraft {
  /** null: this side varies nothing. */
  readonly key: AxisKey | null;
  readonly text: string;
}

export interface AxisFieldProps {
  readonly label: string;
  readonly axes: readonly Axis[];
  readonly draft: AxisDraft;
  readonly optional?: boolean;
  readonly testId: string;
  readonly onChange: (draft: AxisDraft) => void;
}

export function AxisField({ label, axes, draft, optional = false, testId, onChange }: AxisFieldProps): ReactElement {
  const t = useT();
  const axis = axes.find(({ key }) => key === draft.key);
  const options = [
    ...(optional ? [{ value: 'none', label: t('jobs:gridNothing') }] : []),
    ...axes.map(({ key, name }) => ({ value: key, label: t(name) })),
  ];
  const choose = (value: string): void => {
    const next = axes.find(({ key }) => key === value);
    onChange(next ? { key: next.key, text: next.example } : { key: null, text: '' });
  };
  return (
    <div className={styles['axis']}>
      <Select label={label} value={draft.key ?? 'none'} options={options} testId={testId} onChange={choose} />
      {axis?.options ? (
        <Choices options={axis.options} draft={draft} onChange={onChange} />
      ) : (
        axis && <Values axis={axis} draft={draft} testId={testId} onChange={onChange} />
      )}
    </div>
  );
}

interface PartProps {
  readonly draft: AxisDraft;
  readonly onChange: (draft: AxisDraft) => void;
}

function Values({ axis, draft, testId, onChange }: PartProps & { axis: Axis; testId: string }): ReactElement {
  const t = useT();
  const id = useId();
  const { example } = axis;
  const counts = axis.key === 'seed' || axis.key === 'steps';
  return (
    <div className={field['field']}>
      <label className={field['label']} htmlFor={id}>
        {t('jobs:gridValues')}
      </label>
      <input
        id={id}
        className={field['input']}
        value={draft.text}
        aria-invalid={axis.read(draft.text) === null}
        aria-describedby={`${id}-about`}
        data-testid={`${testId}-values`}
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
      />
      <small id={`${id}-about`} className={styles['about']}>
        {axis.key === 'words'
          ? t('jobs:gridWordsAbout')
          : t(counts ? 'jobs:gridRange' : 'jobs:gridExample', { example })}
      </small>
    </div>
  );
}

/** Values of which there are only so many, to be ticked. */
function Choices({ options, draft, onChange }: PartProps & { options: readonly string[] }): ReactElement {
  const t = useT();
  const chosen = draft.text.split(', ');
  const toggle = (option: string): void => {
    const next = options.filter((each) => (each === option ? !chosen.includes(each) : chosen.includes(each)));
    onChange({ ...draft, text: next.join(', ') });
  };
  return (
    <fieldset className={styles['choices']}>
      <legend className={field['label']}>{t('jobs:gridValues')}</legend>
      {options.map((option) => (
        <label key={option}>
          <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
          {option}
        </label>
      ))}
    </fieldset>
  );
}
