// The first visit in two sentences: draw; then Generate. Goes away by itself and never comes back.
import { type ReactElement, useEffect } from 'react';
import { setPrefs } from '../../../state/changePrefs.ts';
import { isEmpty } from '../../../drawing/document.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import styles from './Welcome.module.css';

export function Welcome({ className }: { className?: string | undefined }): ReactElement | null {
  const t = useT();
  const greeted = useApp((state) => state.prefs.greeted);
  const blank = useApp((state) => isEmpty(state.drawing.present));
  const made = useApp((state) => state.result !== null || state.job.status === 'running');
  useEffect(() => {
    if (made && !greeted) setPrefs({ greeted: true });
  }, [made, greeted]);
  if (greeted || made) return null;
  return (
    <div className={`${className} ${styles['place']}`}>
      <div className={styles['hint']} role="status" data-testid="hint">
        <span className={styles['step']} aria-hidden="true">
          {blank ? 1 : 2}
        </span>
        <p>{blank ? t('shell:hintDraw') : t('shell:hintGenerate')}</p>
        <IconButton icon="close" label={t('shell:hintClose')} onClick={() => setPrefs({ greeted: true })} />
      </div>
    </div>
  );
}
