// Colours to choose from for a region; the palette ends with any other colour and with the screen's.
import type { CSSProperties, ReactElement } from 'react';
import { pinColour } from '../recolour.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Icon } from '../../../ui/icons.tsx';
import { SWATCHES } from '../../drawing/Tools/swatches.ts';
import styles from './Recolour.module.css';

interface EyeDropperApi {
  new (): { open(): Promise<{ readonly sRGBHex: string }> };
}

export interface ColourRowProps {
  readonly label: string;
  /** Absent: the palette, and any other colour. */
  readonly colours?: readonly string[];
  /** The region's own. */
  readonly current: string;
  readonly testId: string;
}

export function ColourRow({ label, colours, current, testId }: ColourRowProps): ReactElement {
  const t = useT();
  const pens = useApp((state) => state.colour);
  const palette = SWATCHES.flatMap(({ name, colour }) => (colour ? [{ name: t(name), colour }] : []));
  const own = pens && !palette.some(({ colour }) => colour === pens) ? [{ name: pens, colour: pens }] : [];
  const choices = colours?.map((colour) => ({ name: colour, colour })) ?? [...palette, ...own];
  return (
    <div role="group" aria-label={label}>
      <p className={styles['label']}>{label}</p>
      <div className={styles['row']} data-testid={testId}>
        {choices.map(({ name, colour }) => (
          <button
            key={colour}
            type="button"
            className={styles['swatch']}
            style={{ '--swatch': colour } as CSSProperties}
            aria-label={name}
            aria-pressed={colour === current}
            title={name}
            data-colour={colour}
            onClick={() => pinColour(colour)}
          />
        ))}
        {!colours && <Others current={current} />}
      </div>
    </div>
  );
}

function Others({ current }: { readonly current: string }): ReactElement {
  const t = useT();
  const Dropper = (window as { EyeDropper?: EyeDropperApi }).EyeDropper;
  return (
    <>
      <label className={styles['swatch']} title={t('finish:anyColour')}>
        <Icon name="plus" size={18} />
        <input
          type="color"
          aria-label={t('finish:anyColour')}
          data-testid="recolour-any"
          value={current}
          onChange={(event) => pinColour(event.target.value)}
        />
      </label>
      {Dropper && (
        <button
          type="button"
          className={styles['swatch']}
          aria-label={t('finish:pick')}
          title={t('finish:pick')}
          data-testid="recolour-pick"
          onClick={() => void pickFrom(Dropper)}
        >
          <Icon name="pick" size={18} />
        </button>
      )}
    </>
  );
}

/** Nothing where its user changes their mind. */
async function pickFrom(Dropper: EyeDropperApi): Promise<void> {
  const picked = await new Dropper().open().catch(() => null);
  if (picked && /^#[0-9a-f]{6}$/i.test(picked.sRGBHex)) pinColour(picked.sRGBHex.toLowerCase());
}
