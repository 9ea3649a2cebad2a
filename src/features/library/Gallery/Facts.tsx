// How a picture was made, in words and numbers.
import { Fragment, type ReactElement, useEffect, useState } from 'react';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import type { PictureRow } from '../../../library/db.ts';
import { pictureDetails } from '../../../library/pictures.ts';
import { readTold } from '../../../share/foreign/programs.ts';
import styles from './Viewer.module.css';

export function Facts({ row }: { row: PictureRow }): ReactElement {
  const t = useT();
  const [shown, setShown] = useState({ id: '', metadata: '' });
  useEffect(() => {
    let gone = false;
    void pictureDetails(row.id)
      .catch(() => undefined)
      .then((details) => {
        if (!gone && details) setShown({ id: row.id, metadata: details.metadata });
      });
    return () => {
      gone = true;
    };
  }, [row.id]);
  const metadata = shown.id === row.id ? shown.metadata : '';
  return (
    <>
      <p className={styles['prompt']} dir="auto">
        {row.prompt.trim() || t('library:noWords')}
      </p>
      <dl className={styles['facts']}>
        {factsOf(row, metadata).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{t(name)}</dt>
            <dd dir="auto">{value}</dd>
          </Fragment>
        ))}
      </dl>
      {metadata && (
        <details className={styles['raw']}>
          <summary>{t('library:allSettings')}</summary>
          <pre>{metadata}</pre>
        </details>
      )}
    </>
  );
}

function factsOf(row: PictureRow, metadata: string): readonly (readonly [MessageKey, string])[] {
  const told = readTold([{ key: 'parameters', text: metadata }]);
  const facts: readonly (readonly [MessageKey, string | undefined])[] = [
    ['library:factNegative', told?.request.negativePrompt],
    ['library:factSize', `${row.width} × ${row.height}`],
    ['library:factSeed', String(row.seed)],
    ['library:factSteps', told?.request.steps?.toString()],
    ['library:factModel', told?.model?.name],
    // Of a picture that came as a file nobody knows.
    ['library:factBackend', row.backend && `${row.backend}, ${(row.totalMs / 1000).toFixed(1)} s`],
    ['library:factMade', new Date(row.createdAt).toLocaleString()],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}
