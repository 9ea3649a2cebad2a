// The ways to get a start picture. The newest one gives way to newer ones; any other stays as it was taken.
import type { ReactElement } from 'react';
import { setStart, startFromFile, startFromPhoto, startFromResult } from '../start.ts';
import { pictureOf } from '../../../control/stock.ts';
import { useT } from '../../../i18n/useT.ts';
import { resultPixels } from '../../../machine/resultStage.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import styles from './Start.module.css';

export function Sources(): ReactElement {
  const t = useT();
  const { source } = useApp((state) => state.start);
  const hasPhoto = useApp((state) => state.photo.photo !== null);
  const hasResult = useApp((state) => state.result !== null) && resultPixels() !== null;
  const chosen = source.kind === 'picture' ? source.from : source.kind;
  const pressed = (name: string): { readonly 'aria-pressed': boolean; readonly 'data-testid': string } => ({
    'aria-pressed': chosen === name,
    'data-testid': `start-${name}`,
  });
  return (
    <>
      <div className={styles['sources']} role="group" aria-label={t('control:startWhat')}>
        <Button {...pressed('none')} onClick={() => setStart('none')}>
          {t('control:startNone')}
        </Button>
        <Button {...pressed('result')} disabled={!hasResult && chosen !== 'result'} onClick={startFromResult}>
          {t('control:startResult')}
        </Button>
        <Button {...pressed('drawing')} onClick={() => setStart('drawing')}>
          {t('control:startDrawing')}
        </Button>
        {hasPhoto && (
          <Button {...pressed('photo')} onClick={() => void startFromPhoto()}>
            {t('control:startPhoto')}
          </Button>
        )}
        <span className={styles['file']} data-on={chosen === 'file'}>
          <FileButton icon="upload" testId="start-file" onFile={(file) => void startFromFile(file)}>
            {t('control:startFile')}
          </FileButton>
        </span>
      </div>
      <Newest />
    </>
  );
}

/** A newer picture than the one that was taken is there. */
function Newest(): ReactElement | null {
  const t = useT();
  const { source } = useApp((state) => state.start);
  useApp((state) => state.result); // another result, another answer
  const newest = resultPixels();
  if (source.kind !== 'picture' || source.from !== 'result' || !newest || newest === pictureOf(source.picture.id)) {
    return null;
  }
  return (
    <Button look="quiet" icon="reset" data-testid="start-newest" onClick={startFromResult}>
      {t('control:startNewest')}
    </Button>
  );
}
