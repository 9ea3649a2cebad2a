// The words, the button that asks for pictures of them, and what is waiting.
import type { ReactElement } from 'react';
import { offerPasted } from '../../actions/onDemand.ts';
import { setNegativePrompt, setPrompt } from '../../actions/settings.ts';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';
import { useFieldHeight } from '../../ui/useFieldHeight.ts';
import { Queue } from '../Queue/Queue.tsx';
import { Chips } from './Chips.tsx';
import { Go } from './Go.tsx';
import styles from './Prompt.module.css';

export function Prompt(): ReactElement {
  const t = useT();
  const prompt = useApp((state) => state.prompt);
  const negativePrompt = useApp((state) => state.negativePrompt);
  const packNegative = useApp((state) => state.pack?.defaults.negativePrompt ?? '');
  const promptField = useFieldHeight(prompt);
  const negativeField = useFieldHeight(negativePrompt);
  return (
    <section className={styles['prompt']} aria-label={t('jobs:words')}>
      <div className={styles['card']}>
        <label className={styles['line']}>
          <span className={styles['label']}>{t('jobs:wanted')}</span>
          <textarea
            ref={promptField}
            className={styles['text']}
            rows={1}
            value={prompt}
            placeholder={t('jobs:wantedExample')}
            spellCheck
            autoCapitalize="off"
            enterKeyHint="go"
            data-testid="prompt"
            onPaste={(event) => offerPasted(event.clipboardData.getData('text/plain'))}
            onChange={(event) => setPrompt(event.target.value)}
          />
        </label>
        <label className={styles['line']}>
          <span className={styles['label']}>{t('jobs:unwanted')}</span>
          <textarea
            ref={negativeField}
            className={styles['text']}
            rows={1}
            value={negativePrompt}
            placeholder={packNegative || t('jobs:unwantedExample')}
            autoCapitalize="off"
            data-testid="negative-prompt"
            onChange={(event) => setNegativePrompt(event.target.value)}
          />
        </label>
        <Go />
      </div>
      <Queue />
      <Chips />
    </section>
  );
}
