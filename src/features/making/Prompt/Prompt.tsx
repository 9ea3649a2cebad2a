// The words and the button that asks for pictures of them, in one bar at the foot of the page.
import { type ReactElement, useState } from 'react';
import { offerPasted } from '../onDemand.ts';
import { openSheet } from '../../../state/sheet.ts';
import { setNegativePrompt, setPrompt } from '../../../state/changeSettings.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { useFieldHeight } from '../../../ui/useFieldHeight.ts';
import { MOST_CHARS } from '../../../words/join.ts';
import { useFold } from '../../../state/useFold.ts';
import { Go } from './Go.tsx';
import styles from './Prompt.module.css';
import { onWordKey } from './wordKeys.ts';

const Complete = onDemand(() => import('./Complete.tsx').then((it) => it.Complete), { missing: () => null });
const ReadAs = onDemand(() => import('./ReadAs.tsx').then((it) => it.ReadAs));

export function Prompt(): ReactElement {
  const t = useT();
  const prompt = useApp((state) => state.prompt);
  const negativePrompt = useApp((state) => state.negativePrompt);
  const packNegative = useApp((state) => state.pack?.defaults.negativePrompt ?? '');
  const [open, setOpen] = useFold('negative');
  const [field, setField] = useState<HTMLTextAreaElement | null>(null);
  const negative = open || negativePrompt !== '';
  return (
    <section className={styles['prompt']} data-negative={negative} aria-label={t('jobs:words')}>
      <div className={styles['card']}>
        {/* Its code comes with the first look at a field of words. */}
        {field && <Complete field={field} />}
        <span className={styles['styles']}>
          <IconButton
            icon="styles"
            label={t('jobs:styles')}
            aria-haspopup="dialog"
            data-testid="styles"
            onClick={() => openSheet('presets')}
          />
        </span>
        <div className={styles['lines']}>
          <Line
            label={t('jobs:wanted')}
            text={prompt}
            placeholder={t('jobs:wantedExample')}
            testId="prompt"
            about="read-as"
            onField={setField}
            onText={setPrompt}
            onPaste={offerPasted}
          />
          {negative && (
            <Line
              label={t('jobs:unwanted')}
              text={negativePrompt}
              placeholder={packNegative || t('jobs:unwantedExample')}
              testId="negative-prompt"
              onField={setField}
              onText={setNegativePrompt}
            />
          )}
        </div>
        <Go>
          <IconButton
            icon="minus"
            label={t('jobs:unwanted')}
            aria-expanded={negative}
            aria-pressed={negative}
            disabled={negativePrompt !== ''}
            data-testid="negative-toggle"
            onClick={() => setOpen(!open)}
          />
        </Go>
      </div>
    </section>
  );
}

interface LineProps {
  readonly label: string;
  readonly text: string;
  readonly placeholder: string;
  readonly testId: string;
  /** The id of what is said of the words, behind their label. */
  readonly about?: string;
  readonly onField: (field: HTMLTextAreaElement) => void;
  readonly onText: (text: string) => void;
  readonly onPaste?: (text: string) => void;
}

function Line({ label, text, placeholder, testId, about, onField, onText, onPaste }: LineProps): ReactElement {
  const field = useFieldHeight(text);
  return (
    <label className={styles['line']}>
      <span className={styles['label']}>
        {label}
        {about && <ReadAs id={about} />}
      </span>
      <textarea
        ref={field}
        className={styles['text']}
        rows={1}
        value={text}
        placeholder={placeholder}
        aria-label={label}
        aria-describedby={about}
        spellCheck
        autoCapitalize="off"
        enterKeyHint="go"
        maxLength={MOST_CHARS}
        data-testid={testId}
        onFocus={(event) => onField(event.currentTarget)}
        onKeyDown={onWordKey}
        onPaste={(event) => onPaste?.(event.clipboardData.getData('text/plain'))}
        onChange={(event) => onText(event.target.value)}
      />
      <CharCount text={text} />
    </label>
  );
}

/** How much still fits, once that may matter: the field takes no more than a request does. */
function CharCount({ text }: { text: string }): ReactElement | null {
  const t = useT();
  if (text.length < 0.9 * MOST_CHARS) return null;
  const [shown, most] = [text.length, MOST_CHARS].map((count) => formatNumber(count));
  return <small role="status">{t('jobs:chars', { shown: shown ?? '', most: most ?? '' })}</small>;
}
