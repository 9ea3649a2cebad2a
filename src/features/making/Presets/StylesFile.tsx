// A1111's styles.csv in and out, and which of its rows could not be taken.
import { type ReactElement, useState } from 'react';
import { exportStyles, importStyles, type Imported } from '../presets.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import type { StyleFault } from '../../../presets/stylesCsv.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import styles from './Presets.module.css';

const FAULTS: Readonly<Record<StyleFault, MessageKey>> = {
  unclosed: 'presets:faultUnclosed',
  nameless: 'presets:faultNameless',
  empty: 'presets:faultEmpty',
  long: 'presets:faultLong',
  many: 'presets:faultMany',
};
/** So many are told one by one. */
const TOLD = 5;

export function StylesFile({ onKept }: { onKept: (kept: boolean) => void }): ReactElement {
  const t = useT();
  const none = useApp(({ presets }) => (presets ?? []).length === 0);
  const [imported, setImported] = useState<Imported | null>(null);
  const take = (file: File): void =>
    void importStyles(file).then((result) => {
      setImported(result);
      onKept(result.kept);
    });
  return (
    <div className={styles['file']}>
      <FileButton icon="upload" accept=".csv,text/csv" testId="styles-import" onFile={take}>
        {t('presets:import')}
      </FileButton>
      <Button icon="download" disabled={none} data-testid="styles-export" onClick={exportStyles}>
        {t('presets:export')}
      </Button>
      <p className={styles['about']}>{t('presets:fileAbout')}</p>
      <div role="status" className={styles['told']} data-testid="styles-told">
        {imported && <Told imported={imported} />}
      </div>
    </div>
  );
}

function Told({ imported: { read } }: { imported: Imported }): ReactElement {
  const t = useT();
  if (!read) return <p>{t('presets:noStyles')}</p>;
  const { styles: taken, faults } = read;
  const lines = faults.slice(0, TOLD).map(({ line, fault }) => t(FAULTS[fault], { line }));
  return (
    <>
      <p>
        {t('presets:imported', { count: taken.length })}
        {faults.length > 0 && ` ${t('presets:leftOut', { count: faults.length })}`}
      </p>
      {lines.length > 0 && <p>{lines.join(' ')}</p>}
    </>
  );
}
