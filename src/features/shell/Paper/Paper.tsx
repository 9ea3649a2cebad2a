// The paper with its empty state.
import type { ReactElement } from 'react';
import { DrawCanvas } from '../../../canvas/DrawCanvas.tsx';
import { hintMap } from '../../../control/hints.ts';
import { isEmpty } from '../../../drawing/document.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { ExampleButton } from './ExampleButton.tsx';
import { MapHint } from './MapHint.tsx';
import styles from './Paper.module.css';
import { ZoomBar } from './ZoomBar.tsx';

export function Paper(): ReactElement {
  const t = useT();
  const mapped = useApp((state) => hintMap(state) !== null);
  const blank = useApp(({ drawing }) => isEmpty(drawing.present));
  return (
    <section className={styles['paper']} aria-label={t('canvas:yourDrawing')} data-drop="paper">
      <div className={styles['sheet']} inert={mapped}>
        <DrawCanvas />
      </div>
      {blank && !mapped && (
        <div className={styles['empty']}>
          <p>{t('canvas:drawHere')}</p>
          <ExampleButton />
        </div>
      )}
      {mapped ? <MapHint /> : <ZoomBar />}
    </section>
  );
}
