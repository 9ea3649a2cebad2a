// A file chooser that looks like the other tools.
import type { ChangeEventHandler, ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { Icon } from '../../../ui/icons.tsx';
import styles from '../../drawing/Tools/Tools.module.css';

export function Upload({ onChange }: { onChange: ChangeEventHandler<HTMLInputElement> }): ReactElement {
  const t = useT();
  const label = t('canvas:upload');
  return (
    <label className={styles['upload']} title={t('canvas:uploadHow', { label })}>
      <input type="file" accept="image/*" aria-label={label} data-testid="upload" onChange={onChange} />
      <Icon name="upload" />
    </label>
  );
}
