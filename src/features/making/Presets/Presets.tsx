// Styles that the embedded model knows, as thumbnails, and presets of one's own. Loaded when it is first opened.
import { type ReactElement, useEffect, useState } from 'react';
import { loadPresets } from '../presets.ts';
import { useT } from '../../../i18n/useT.ts';
import { EMBEDDED_ID } from '../../../machine/embedded.ts';
import { useApp } from '../../../state/useApp.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SheetNotice } from '../../../notices/SheetNotice.tsx';
import type { SheetProps } from '../../../ui/sheetProps.ts';
import { OwnPresets } from './OwnPresets.tsx';
import styles from './Presets.module.css';
import { StylesFile } from './StylesFile.tsx';
import { StyleTiles } from './StyleTiles.tsx';

export function Presets({ onClose }: SheetProps): ReactElement {
  const t = useT();
  const embedded = useApp(({ pack }) => pack === null || pack.id === EMBEDDED_ID);
  const [kept, setKept] = useState(true);
  useEffect(() => void loadPresets(), []);
  return (
    <Dialog title={t('presets:title')} testId="presets" onClose={onClose}>
      {embedded && <StyleTiles onDone={onClose} />}
      <h3 className={styles['own']}>{t('presets:own')}</h3>
      <SheetNotice className={styles['notice']} />
      <OwnPresets onDone={onClose} onKept={setKept} />
      <StylesFile onKept={setKept} />
      <p role="alert" className={styles['problem']}>
        {!kept && t('presets:notKept')}
      </p>
    </Dialog>
  );
}
