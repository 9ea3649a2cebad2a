// The ways out of an editor, and the question that stands in their place when changes would be lost. Look only.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Photo.module.css';

interface EditorButtonsProps {
  readonly state: 'fresh' | 'changed' | 'leaving';
  readonly onLeave: () => void;
  readonly onDiscard: () => void;
  readonly onDone: () => void;
}

export function EditorButtons({ state, onLeave, onDiscard, onDone }: EditorButtonsProps): ReactElement {
  const t = useT();
  if (state === 'leaving') {
    return (
      <div className={styles['leaving']} data-testid="by-hand-leaving">
        <p role="alert">{t('photo:leaveAsk')}</p>
        <div className={styles['row']}>
          <Button look="quiet" data-testid="by-hand-stay" onClick={onLeave}>
            {t('photo:leaveNot')}
          </Button>
          <Button look="danger" data-testid="by-hand-discard" onClick={onDiscard}>
            {t('photo:leaveDiscard')}
          </Button>
          <Button look="primary" autoFocus data-testid="by-hand-done" onClick={onDone}>
            {t('photo:makeItMap')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles['row']}>
      <Button look="quiet" data-testid="by-hand-cancel" onClick={onLeave}>
        {t('common:cancel')}
      </Button>
      <Button look="primary" disabled={state === 'fresh'} data-testid="by-hand-done" onClick={onDone}>
        {t('photo:makeItMap')}
      </Button>
    </div>
  );
}
