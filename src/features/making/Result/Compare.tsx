// Two pictures in one place, and a slider between them: mouse, finger and arrow keys are those of any slider.
import { type CSSProperties, type ReactElement, useLayoutEffect, useRef } from 'react';
import { endCompare, setSide, wipe } from '../compare.ts';
import { useT } from '../../../i18n/useT.ts';
import { pictureOf } from '../../../jobs/stock.ts';
import type { Recent, Side } from '../../../state/jobTypes.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { onePane } from '../../../ui/onePane.ts';
import styles from './Compare.module.css';
import { SidePicture } from './SidePicture.tsx';

interface CompareProps {
  readonly left: Side;
  readonly right: Side;
  /** How much of the left one is seen, 0...100. */
  readonly at: number;
}

export function Compare({ left, right, at }: CompareProps): ReactElement {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => backToSeam(place.current), []);
  // Between two panes the seam's handle is the slider for keys and screen readers, and this one is for the pointer alone.
  const seamed = !onePane();
  return (
    <div
      ref={place}
      className={styles['compare']}
      style={{ '--at': `${at}%` } as CSSProperties}
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
        tabIndex={seamed ? -1 : 0}
        aria-hidden={seamed}
        min={0}
        max={100}
        value={at}
        aria-label={t('jobs:compareSlider')}
        aria-valuetext={t('jobs:compareShare', { percent: at })}
        data-testid="compare-slider"
        onChange={(event) => wipe(event.target.valueAsNumber)}
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

/** The focus of what goes with the comparison goes to the seam. */
function backToSeam(place: HTMLElement | null): () => void {
  return () => {
    if (place?.contains(document.activeElement)) document.querySelector<HTMLElement>('[data-testid=seam]')?.focus();
  };
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
