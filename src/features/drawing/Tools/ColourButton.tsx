// The colour in the hand, and beside it the colours, until one draws on.
import { type CSSProperties, type ReactElement, useEffect, useRef } from 'react';
import { setUnfolded } from '../draw.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { onDemand } from '../../../ui/onDemand.tsx';
import colours from './Colours.module.css';
import { SWATCHES } from './swatches.ts';
import styles from './Tools.module.css';

const Colours = onDemand(() => import('./Colours.tsx').then((it) => it.Colours));

export function ColourButton(): ReactElement {
  const t = useT();
  const colour = useApp((state) => state.colour);
  const open = useApp((state) => state.unfolded === 'colours');
  const known = SWATCHES.find((swatch) => swatch.colour === colour);
  const label = t('canvas:colour', { name: known ? t(known.name) : (colour ?? '') });
  const popover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    popover.current?.togglePopover(open);
  }, [open]);
  return (
    <>
      <button
        type="button"
        className={styles['colour']}
        style={{ '--swatch': colour ?? 'var(--ink)', anchorName: '--colour' } as CSSProperties}
        aria-label={label}
        title={label}
        aria-expanded={open}
        popoverTarget="colours"
        data-testid="colour"
      />
      <div
        ref={popover}
        id="colours"
        popover="auto"
        role="dialog"
        aria-label={t('canvas:colours')}
        className={colours['popover']}
        onToggle={(event) => setUnfolded('colours', event.newState === 'open')}
      >
        {open && <Colours />}
      </div>
    </>
  );
}
