// A file chooser that looks like the other tools.
import type { ChangeEventHandler, ReactElement } from 'react';
import { Icon } from '../../ui/icons.tsx';
import styles from './Tools.module.css';

const LABEL = 'Put a picture under the drawing';

export function Upload({ onChange }: { onChange: ChangeEventHandler<HTMLInputElement> }): ReactElement {
  return (
    <label className={styles['upload']} title={`${LABEL} (or drop or paste one)`}>
      <input type="file" accept="image/*" aria-label={LABEL} data-testid="upload" onChange={onChange} />
      <Icon name="upload" />
    </label>
  );
}
