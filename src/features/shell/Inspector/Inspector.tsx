// At the side, or on a phone a sheet at the foot: layers, what the picture follows, what it starts from, its settings.
import { type ReactElement, useEffect, useState } from 'react';
import { toggleInspector } from '../../../state/layout.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { onePane } from '../../../ui/onePane.ts';
import { layOver } from '../../../ui/wayBack.ts';
import styles from './Inspector.module.css';

const Parts = onDemand(() => import('./Parts.tsx').then((it) => it.Parts));

export function Inspector({ className }: { className?: string | undefined }): ReactElement | null {
  const t = useT();
  const open = useApp((state) => state.inspector);
  // On a phone the sheet leaves the paper in sight, or takes the whole window.
  const [tall, setTall] = useState(false);
  // A sheet over the page is closed by the way back.
  useEffect(() => (open && onePane() ? layOver(toggleInspector) : undefined), [open]);
  if (!open) return null;
  return (
    <aside
      className={`${className} ${styles['inspector']}`}
      data-tall={tall}
      aria-label={t('shell:inspector')}
      data-testid="inspector"
    >
      <div className={styles['head']}>
        <h2>{t('shell:inspector')}</h2>
        <span className={styles['tall']}>
          <IconButton
            icon={tall ? 'down' : 'up'}
            label={t(tall ? 'shell:sheetLess' : 'shell:sheetMore')}
            data-testid="inspector-tall"
            onClick={() => setTall(!tall)}
          />
        </span>
        <IconButton icon="close" label={t('common:close')} data-testid="inspector-close" onClick={toggleInspector} />
      </div>
      <div className={styles['parts']}>
        <Parts />
      </div>
    </aside>
  );
}
