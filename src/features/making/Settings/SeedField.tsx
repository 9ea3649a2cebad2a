// The seed: a number that can be typed, rolled and locked.
import { type ReactElement, useId } from 'react';
import { rollSeed, toggleSeedLock, typeSeed } from '../../../state/changeSettings.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import field from '../../../ui/field.module.css';
import styles from './Settings.module.css';

export function SeedField(): ReactElement {
  const t = useT();
  const { value, locked } = useApp((state) => state.seed);
  const id = useId();
  return (
    <div className={field['field']}>
      <label className={field['label']} htmlFor={id}>
        {t('jobs:seed')}
      </label>
      <div className={styles['seed']}>
        <input
          id={id}
          className={field['input']}
          type="number"
          inputMode="numeric"
          {...{ min: 0, max: 2 ** 32 - 1, step: 1, value }}
          data-testid="seed"
          onChange={(event) => typeSeed(event.target.valueAsNumber)}
        />
        <IconButton
          icon={locked ? 'locked' : 'unlocked'}
          label={t('jobs:seedKeep')}
          aria-pressed={locked}
          data-testid="seed-lock"
          onClick={toggleSeedLock}
        />
        <IconButton icon="dice" label={t('jobs:seedRoll')} data-testid="seed-roll" onClick={rollSeed} />
      </div>
    </div>
  );
}
