// Example prompts from the pack: one click fills the words in.
import type { ReactElement } from 'react';
import { setPrompt } from '../../actions/settings.ts';
import { EXAMPLE_PROMPTS } from '../../drawing/examplePrompts.ts';
import { useT } from '../../i18n/useT.ts';
import { EMBEDDED } from '../../store/embedded.ts';
import { useApp } from '../../store/useApp.ts';
import styles from './Prompt.module.css';

const MAX_CHIPS = 6;

export function Chips(): ReactElement {
  const t = useT();
  const own = useApp((state) => (state.pack ?? EMBEDDED).examples);
  const current = useApp((state) => state.prompt);
  const examples = own.length > 0 ? own : EXAMPLE_PROMPTS;
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
