// Between paper and picture: a handle that draws the drawing over the picture; while two are compared it is on the line between them.
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react';
import { endCompare, wipe } from '../../making/compare.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import styles from './Seam.module.css';

/** Let go of this near to the seam, in percent of the picture, the handle is back in it. */
const NEAR = 3;
/** By how many percent a key moves the line. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  PageDown: -10,
  Home: -100,
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: 10,
  End: 100,
};

export function Seam({ className }: { readonly className?: string | undefined }): ReactElement {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  const kind = useApp((state) => state.view.kind);
  const at = useApp(({ view }) => (view.kind === 'compare' ? view.at : 0));
  const there = useApp((state) => state.result !== null);
  const shareAt = (x: number): number => {
    const { left, width } = place.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return (100 * (x - left)) / width;
  };
  const held = (event: PointerEvent): boolean => event.currentTarget.hasPointerCapture(event.pointerId);
  const onKey = (event: KeyboardEvent): void => {
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    wipe(at + step);
  };
  return (
    <div ref={place} className={`${className} ${styles['seam']}`} dir="ltr" hidden={!there || kind === 'group'}>
      <div
        className={styles['handle']}
        role="slider"
        tabIndex={0}
        aria-label={t('jobs:compareSlider')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={at}
        aria-valuetext={t('jobs:compareShare', { percent: at })}
        title={t('jobs:compare')}
        data-on={kind === 'compare'}
        style={{ '--at': `${at}%` } as CSSProperties}
        data-testid="seam"
        onKeyDown={onKey}
        onPointerDown={(event) => {
          if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (held(event)) wipe(shareAt(event.clientX));
        }}
        onPointerUp={(event) => {
          if (held(event) && shareAt(event.clientX) < NEAR) endCompare();
        }}
        onPointerCancel={endCompare}
      />
    </div>
  );
}
