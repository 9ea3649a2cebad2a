// The control map, what is happening to it, and what went wrong with it.
import { type ReactElement, useEffect, useState } from 'react';
import { agreeToDownload, cancelMap, dismissMapError, refreshMap } from '../photo.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { chosen, openQuestion } from '../../../photo/choice.ts';
import { mapOf } from '../../../photo/stock.ts';
import { useApp } from '../../../state/useApp.ts';
import { Bar } from '../../../ui/Bar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ErrorBox } from '../../../ui/ErrorBox.tsx';
import { titleOf } from './choices.ts';
import { downloadText, jobText } from './jobText.ts';
import styles from './Photo.module.css';
import { PixelCanvas } from './PixelCanvas.tsx';
import spokenStyles from '../../../ui/spoken.module.css';

/** A map that takes no longer says nothing of itself. */
const QUIET_MS = 400;

export function MapPane(): ReactElement {
  const t = useT();
  const map = useApp((state) => state.photo.map);
  const job = useApp((state) => state.mapJob);
  const hasPhoto = useApp((state) => state.photo.photo !== null);
  const asks = useApp((state) => hasPhoto && openQuestion(state.photo) !== null);
  const running = job.status === 'running';
  const words = asks || job.status === 'failed';
  return (
    <div
      className={`${styles['stage']} ${styles['map']}`}
      data-empty={!map}
      data-state={job.status}
      data-words={words}
      data-testid="map-stage"
    >
      {map && (
        <PixelCanvas
          pixels={mapOf(map.id)?.pixels ?? null}
          shown={map.id}
          className={styles['picture']}
          label={t('photo:mapShown', { width: map.width, height: map.height })}
          testId="map-canvas"
        />
      )}
      {!map && !asks && !running && <p>{t(hasPhoto ? 'photo:mapNone' : 'photo:mapEmpty')}</p>}
      {asks && <Question />}
      {running && <Running />}
      {job.status === 'cancelled' && <Cancelled />}
      {job.status === 'failed' && (
        <ErrorBox error={job.error} prefix="map-" onRetry={refreshMap} onClose={dismissMapError} />
      )}
      <Voice />
    </div>
  );
}

/** Source, licence and size before anything is downloaded. */
function Question(): ReactElement | null {
  const t = useT();
  const photo = useApp((state) => state.photo);
  const weights = openQuestion(photo);
  if (!weights) return null;
  return (
    <div className={styles['question']} data-testid="map-question">
      <p>{downloadText(chosen(photo), weights)}</p>
      <Button look="primary" icon="download" data-testid="map-agree" onClick={agreeToDownload}>
        {t('photo:download', { size: formatBytes(weights.bytes) })}
      </Button>
    </div>
  );
}

function Running(): ReactElement | null {
  const t = useT();
  const job = useApp((state) => state.mapJob);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!long || job.status !== 'running') return null;
  return (
    <div className={styles['running']}>
      <Button look="stop" icon="stop" data-testid="map-cancel" onClick={cancelMap}>
        {t('common:cancel')}
      </Button>
      <Bar {...jobText(job.progress)} label={t('photo:map')} testId="map-progress" />
    </div>
  );
}

function Cancelled(): ReactElement {
  const t = useT();
  return (
    <div className={styles['question']}>
      <p>{t('photo:cancelled')}</p>
      <Button data-testid="map-make" onClick={refreshMap}>
        {t('photo:make')}
      </Button>
    </div>
  );
}

/** Tells screen readers of a map once the hand rests. */
function Voice(): ReactElement {
  const t = useT();
  const map = useApp((state) => state.photo.map);
  const text = map ? t('photo:mapReady', { title: titleOf(map.kind), width: map.width, height: map.height }) : '';
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), 700);
    return () => clearTimeout(timer);
  }, [text, map]);
  return (
    <p role="status" className={spokenStyles['spoken']} data-testid="map-voice">
      {said}
    </p>
  );
}
