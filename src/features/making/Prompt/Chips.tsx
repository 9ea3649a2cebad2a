// Example prompts from the pack: one click puts the words in, behind those that were typed.
import type { ReactElement } from 'react';
import { examplesOf } from '../../drawing/examples.ts';
import { toggleExample } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import styles from './Prompt.module.css';

const MAX_CHIPS = 6;

export function Chips(): ReactElement {
  const t = useT();
  const examples = useApp(examplesOf);
  const current = useApp((state) => state.prompt);
  return (
    <ul className={styles['chips']} aria-label={t('jobs:examples')}>
      {examples.slice(0, MAX_CHIPS).map((example) => (
        <li key={example}>
          <button
            type="button"
            data-testid="chip"
            aria-pressed={current.includes(example)}
            onClick={() => toggleExample(example)}
          >
            {example}
          </button>
        </li>
      ))}
    </ul>
  );
}
