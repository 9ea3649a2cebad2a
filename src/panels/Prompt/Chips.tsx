// Example prompts from the pack: one click fills the words in.
import type { ReactElement } from 'react';
import { setPrompt } from '../../actions/settings.ts';
import { EXAMPLES } from '../../drawing/examples.ts';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';
import styles from './Prompt.module.css';

const BEFORE_ANY_PACK = EXAMPLES.map((example) => example.prompt);
const MAX_CHIPS = 6;

export function Chips(): ReactElement {
  const t = useT();
  const own = useApp((state) => state.pack?.examples);
  const current = useApp((state) => state.prompt);
  const examples = own && own.length > 0 ? own : BEFORE_ANY_PACK;
  return (
    <ul className={styles['chips']} aria-label={t('jobs:examples')}>
      {examples.slice(0, MAX_CHIPS).map((example) => (
        <li key={example}>
          <button
            type="button"
            data-testid="chip"
            aria-pressed={current === example}
            onClick={() => setPrompt(example)}
          >
            {example}
          </button>
        </li>
      ))}
    </ul>
  );
}
