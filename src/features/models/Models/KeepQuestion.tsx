// Large files that were dropped or chosen: a copy in the browser's storage, for this visit only, or not at all.
import type { ReactElement } from 'react';
import { answerKeep } from '../keepCopy.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Models.module.css';

export function KeepQuestion(): ReactElement | null {
  const t = useT();
  const question = useApp((state) => state.shelf.keepQuestion);
  if (!question) return null;
  const { name, count, bytes, freeBytes } = question;
  const fits = freeBytes === 0 || bytes < freeBytes;
  const files = count === 1 ? name : t('shell:keepFiles', { count });
  const size = formatBytes(bytes);
  return (
    <div className={styles['question']} role="group" aria-labelledby="keep-question" data-testid="keep-question">
      <p id="keep-question">
        {t('shell:keepAsk', { files, size })}{' '}
        {freeBytes > 0 && t(fits ? 'shell:catalogueFree' : 'shell:keepLacks', { size: formatBytes(freeBytes) })}
      </p>
      <div>
        <Button data-testid="keep-copy" disabled={!fits} onClick={() => answerKeep('keep')}>
          {t('shell:keepCopy')}
        </Button>
        <Button data-testid="keep-visit" onClick={() => answerKeep('visit')}>
          {t('shell:keepVisit')}
        </Button>
        <Button data-testid="keep-cancel" onClick={() => answerKeep('cancel')}>
          {t('common:cancel')}
        </Button>
      </div>
    </div>
  );
}
