// Below the picture: what it is and how to keep it.
import type { ReactElement } from 'react';
import { download } from '../../actions/result.ts';
import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Result.module.css';

export function Footer(): ReactElement {
  const result = useApp((state) => state.result);
  return (
    <div className={styles['footer']}>
      <p className={styles['facts']} data-testid="facts">
        {result
          ? `${result.width} × ${result.height} · ${(result.totalMs / 1000).toFixed(1)} s · seed ${result.seed}`
          : 'Made on this device, sent nowhere.'}
      </p>
      <Button icon="download" disabled={!result} onClick={() => void download()} data-testid="download">
        Save PNG
      </Button>
    </div>
  );
}
