// The paper with its empty state.
import type { ReactElement } from 'react';
import { tryExample } from '../../actions/example.ts';
import { DrawCanvas } from '../../canvas/DrawCanvas.tsx';
import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Paper.module.css';

export function Paper(): ReactElement {
  const empty = useApp(({ drawing }) => drawing.present.strokes.length === 0 && drawing.present.image === null);
  return (
    <section className={styles['paper']} aria-label="Your drawing">
      <DrawCanvas />
      {empty && (
        <div className={styles['empty']}>
          <p>Draw here</p>
          <Button icon="spark" onClick={tryExample} data-testid="example">
            Start from an example
          </Button>
        </div>
      )}
    </section>
  );
}
