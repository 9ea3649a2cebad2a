// The colours, folded out under the tool bar: those that lie ready and any other.
import type { CSSProperties, ReactElement } from 'react';
import { followColours, setColour, setUnfolded } from '../draw.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import styles from './Colours.module.css';
import { SWATCHES } from './swatches.ts';
import '../../../i18n/words/later.ts';

export function Colours(): ReactElement {
  const t = useT();
  const current = useApp((state) => state.colour);
  const follows = useApp(({ drawing }) => drawing.present.plain !== true);
  const own = current !== null && !SWATCHES.some(({ colour }) => colour === current);
  return (
    <div className={styles['colours']} role="group" aria-label={t('canvas:colours')} data-testid="colours">
      <div className={styles['swatches']}>
        {SWATCHES.map(({ name, colour }) => (
          <button
            key={name}
            type="button"
            className={styles['swatch']}
            style={{ '--swatch': colour ?? 'var(--ink)' } as CSSProperties}
            aria-label={t(name)}
            title={t(name)}
            aria-pressed={current === colour}
            data-testid={`colour-${name.slice('canvas:'.length)}`}
            onClick={() => {
              setColour(colour);
              setUnfolded('colours', false); // the paper beneath is wanted now
            }}
          />
        ))}
        <label
          className={styles['swatch']}
          data-own={own}
          style={{ '--swatch': own ? current : 'transparent' } as CSSProperties}
          title={t('canvas:anyColour')}
        >
          {!own && <Icon name="plus" size={18} />}
          <input
            type="color"
            aria-label={t('canvas:anyColour')}
            data-testid="colour-any"
            value={current ?? SWATCHES[1]?.colour ?? ''}
            onChange={(event) => setColour(event.target.value)}
          />
        </label>
      </div>
      <Switch
        label={t('later:followColours')}
        about={t('later:followColoursAbout')}
        on={follows}
        testId="follow-colours"
        onChange={followColours}
      />
    </div>
  );
}
