// The words, the button that asks for pictures of them, and what is waiting.
import type { CSSProperties, ReactElement } from 'react';
import { offerPasted } from '../../actions/onDemand.ts';
import { setNegativePrompt, setPrompt } from '../../actions/settings.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';
import { onDemand } from '../../ui/onDemand.tsx';
import { useFieldHeight } from '../../ui/useFieldHeight.ts';
import { MOST_CHARS } from '../../words/join.ts';
import { Queue } from '../Queue/Queue.tsx';
import { Chips } from './Chips.tsx';
import { Go } from './Go.tsx';
import styles from './Prompt.module.css';
import { onWordKey } from './wordKeys.ts';

const ReadAs = onDemand(() => import('./ReadAs.tsx').then((it) => it.ReadAs));
/** What is said of the words stands behind their label. */
const LABEL: CSSProperties = { display: 'flex', gap: 'var(--space-2)', minWidth: 0, whiteSpace: 'nowrap' };

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
          <span className={styles['label']} style={LABEL}>
            {t('jobs:wanted')}
            <ReadAs id="read-as" />
          </span>
          <textarea
            ref={promptField}
            className={styles['text']}
            rows={1}
            value={prompt}
            placeholder={t('jobs:wantedExample')}
            aria-label={t('jobs:wanted')}
            aria-describedby="read-as"
            spellCheck
            autoCapitalize="off"
            enterKeyHint="go"
            maxLength={MOST_CHARS}
            data-testid="prompt"
            onKeyDown={onWordKey}
            onPaste={(event) => offerPasted(event.clipboardData.getData('text/plain'))}
            onChange={(event) => setPrompt(event.target.value)}
          />
          <CharCount text={prompt} />
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
            enterKeyHint="go"
            maxLength={MOST_CHARS}
            data-testid="negative-prompt"
            onKeyDown={onWordKey}
            onChange={(event) => setNegativePrompt(event.target.value)}
          />
          <CharCount text={negativePrompt} />
        </label>
        <Go />
      </div>
      <Queue />
      <Chips />
    </section>
  );
}

/** How much still fits, once that may matter: the field takes no more than a request does. */
function CharCount({ text }: { text: string }): ReactElement | null {
  const t = useT();
  if (text.length < 0.9 * MOST_CHARS) return null;
  const [shown, most] = [text.length, MOST_CHARS].map((count) => formatNumber(count));
  return <small role="status">{t('jobs:chars', { shown: shown ?? '', most: most ?? '' })}</small>;
}
