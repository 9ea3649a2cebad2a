// Before the first picture: what this page does, shown and said.
import type { ReactElement } from 'react';
import { useT } from '../../i18n/useT.ts';
import loop from './loop.webp';
import styles from './Result.module.css';
import still from './still.webp';

export function EmptyPicture(): ReactElement {
  const t = useT();
  return (
    <div className={styles['empty']} data-testid="picture-place">
      <picture>
        <source srcSet={still} media="(prefers-reduced-motion: reduce)" />
        <img src={loop} alt={t('jobs:pictureLoop')} width="400" height="200" />
      </picture>
      <p>{t('jobs:picturePlace')}</p>
    </div>
  );
}
