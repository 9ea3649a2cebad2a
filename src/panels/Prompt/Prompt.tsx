// The words, and the button that starts or stops a picture.
import type { ReactElement } from 'react';
import { cancel, generate, isBusy } from '../../actions/generate.ts';
import { setNegativePrompt, setPrompt } from '../../actions/settings.ts';
import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Chips } from './Chips.tsx';
import styles from './Prompt.module.css';

const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

export function Prompt(): ReactElement {
  const prompt = useApp((state) => state.prompt);
  const negativePrompt = useApp((state) => state.negativePrompt);
  const packNegative = useApp((state) => state.pack?.defaults.negativePrompt ?? '');
  return (
    <section className={styles['prompt']} aria-label="Words">
      <div className={styles['card']}>
        <label className={styles['line']}>
          <span className={styles['label']}>What shall it be?</span>
          <textarea
            className={styles['text']}
            rows={1}
            value={prompt}
            placeholder="a red apple, a house by the sea…"
            spellCheck
            autoCapitalize="off"
            enterKeyHint="go"
            data-testid="prompt"
            onChange={(event) => setPrompt(event.target.value)}
          />
        </label>
        <label className={styles['line']}>
          <span className={styles['label']}>What shall not be in it?</span>
          <textarea
            className={styles['text']}
            rows={1}
            value={negativePrompt}
            placeholder={packNegative || 'nothing in particular'}
            autoCapitalize="off"
            data-testid="negative-prompt"
            onChange={(event) => setNegativePrompt(event.target.value)}
          />
        </label>
        <GenerateButton />
      </div>
      <Chips />
    </section>
  );
}

/** One place, two faces: focus stays where it was when Generate becomes Cancel. */
function GenerateButton(): ReactElement {
  const busy = useApp((state) => isBusy(state.job));
  return (
    <div className={styles['go']}>
      <Button
        look={busy ? 'stop' : 'primary'}
        icon={busy ? 'stop' : 'spark'}
        title={busy ? 'Cancel (Esc)' : `Generate (${COMMAND_KEY}+Enter)`}
        data-testid={busy ? 'cancel' : 'generate'}
        onClick={busy ? cancel : () => void generate()}
      >
        {busy ? 'Cancel' : 'Generate'}
      </Button>
    </div>
  );
}
