// Two pictures in one place, and a slider between them: mouse, finger and arrow keys are those of any slider.
import { type CSSProperties, type ReactElement, useState } from 'react';
import { endCompare, setSide } from '../../actions/compare.ts';
import { useT } from '../../i18n/useT.ts';
import { pictureOf } from '../../jobs/stock.ts';
import type { Recent, Side } from '../../jobs/types.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import styles from './Compare.module.css';
import { SidePicture } from './SidePicture.tsx';

export function Compare({ left, right }: { left: Side; right: Side }): ReactElement {
  const t = useT();
  const [percent, setPercent] = useState(50);
  return (
    <div
      className={styles['compare']}
      style={{ '--at': `${percent}%` } as CSSProperties}
      dir="ltr"
      data-testid="compare"
    >
      <SidePicture side={right} />
      <div className={styles['left']}>
        <SidePicture side={left} />
      </div>
      <span className={styles['handle']} aria-hidden="true" />
      <input
        className={styles['range']}
        type="range"
        min={0}
        max={100}
        value={percent}
        aria-label={t('jobs:compareSlider')}
        aria-valuetext={t('jobs:compareShare', { percent })}
        data-testid="compare-slider"
        onChange={(event) => setPercent(event.target.valueAsNumber)}
      />
      <div className={styles['labels']}>
        <SideField which="left" side={left} />
        <SideField which="right" side={right} />
      </div>
      <div className={styles['end']}>
        <IconButton icon="close" label={t('jobs:compareEnd')} data-testid="compare-end" onClick={endCompare} />
      </div>
    </div>
  );
}

/** The side's label, which is also the choice of its picture. */
function SideField({ which, side }: { which: 'left' | 'right'; side: Side }): ReactElement {
  const t = useT();
  const recent = useApp((state) => state.recent);
  const label = t(which === 'left' ? 'jobs:compareLeft' : 'jobs:compareRight');
  return (
    <select
      className={styles['side']}
      value={side}
      aria-label={label}
      title={label}
      data-testid={`compare-${which}`}
      onChange={(event) => setSide(which, event.target.value)}
    >
      <option value="drawing">{t('jobs:compareDrawing')}</option>
      {choicesOf(recent, side).map(({ id, seed, words }) => (
        <option key={id} value={id}>
          {t('jobs:comparePicture', { seed, words: words || t('jobs:noWords') })}
        </option>
      ))}
    </select>
  );
}

/** The strip, and the side itself where it is not of the strip: a grid's cell, say. */
function choicesOf(recent: readonly Recent[], side: Side): readonly Pick<Recent, 'id' | 'seed' | 'words'>[] {
  const own = recent.some(({ id }) => id === side) ? null : pictureOf(side);
  return own ? [{ id: side, seed: own.info.seed, words: own.record.prompt }, ...recent] : recent;
}
