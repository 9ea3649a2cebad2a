// The embedded model's styles, each shown as it paints the same drawing.
import type { CSSProperties, ReactElement } from 'react';
import { toggleStyle } from '../presets.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { STYLE_NAMES, type StyleName, styleOf } from '../../../words/styles.ts';
import styles from './Presets.module.css';
import sheet from './styles.webp';

const LABELS: Readonly<Record<StyleName, MessageKey>> = {
  flat: 'presets:styleFlat',
  emoji: 'presets:styleEmoji',
  glossy: 'presets:styleGlossy',
  cartoon: 'presets:styleCartoon',
  outline: 'presets:styleOutline',
  bold: 'presets:styleBold',
  classic: 'presets:styleClassic',
  blob: 'presets:styleBlob',
  sticker: 'presets:styleSticker',
  badge: 'presets:styleBadge',
  icon: 'presets:styleIcon',
  weather: 'presets:styleWeather',
};

export function StyleTiles({ onDone }: { onDone: () => void }): ReactElement {
  const t = useT();
  const current = useApp(({ prompt }) => styleOf(prompt));
  return (
    <section className={styles['styles']} aria-label={t('presets:styles')}>
      <h3>{t('presets:styles')}</h3>
      <p className={styles['about']}>{t('presets:stylesAbout')}</p>
      <ul className={styles['tiles']}>
        {STYLE_NAMES.map((name, i) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === current}
              data-testid={`style-${name}`}
              onClick={() => {
                toggleStyle(name, t(LABELS[name]));
                onDone();
              }}
            >
              <span className={styles['thumb']} style={{ '--place': i } as CSSProperties} aria-hidden="true">
                <img src={sheet} alt="" />
              </span>
              {t(LABELS[name])}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
