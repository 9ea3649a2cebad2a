// The colour in the hand; folds the colours out and in.
import type { CSSProperties, ReactElement } from 'react';
import { toggleUnfolded } from '../../actions/draw.ts';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';
import { SWATCHES } from './swatches.ts';
import styles from './Tools.module.css';

export function ColourButton(): ReactElement {
  const t = useT();
  const colour = useApp((state) => state.colour);
  const open = useApp((state) => state.unfolded === 'colours');
  const known = SWATCHES.find((swatch) => swatch.colour === colour);
  const label = t('canvas:colour', { name: known ? t(known.name) : (colour ?? '') });
  return (
    <button
      type="button"
      className={styles['colour']}
      style={{ '--swatch': colour ?? 'var(--ink)' } as CSSProperties}
      aria-label={label}
      title={label}
      aria-expanded={open}
      data-testid="colour"
      onClick={() => toggleUnfolded('colours')}
    />
  );
}
