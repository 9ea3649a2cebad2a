// What is seen of an editor whose code is still on its way.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import styles from './Photo.module.css';

export function EditorComing(): ReactElement {
  return <p className={styles['note']}>{useT()('photo:loadingEditor')}</p>;
}
