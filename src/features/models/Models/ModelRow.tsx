// One model: what it is, how big, whether it is the one in use.
import type { ReactElement } from 'react';
import type { PackInfo } from '../../../../workers/engine/api.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import styles from './Models.module.css';

export interface ModelRowProps {
  readonly model: PackInfo;
  readonly used: boolean;
  readonly disabled: boolean;
  readonly onUse: () => void;
}

export function ModelRow({ model, used, disabled, onUse }: ModelRowProps): ReactElement {
  const t = useT();
  const { name, licence, sizeBytes, installed, defaults } = model;
  const size = sizeBytes > 0 ? formatBytes(sizeBytes) : '';
  const loads = !installed && size !== '';
  const facts = [`${defaults.width} × ${defaults.height}`, size, licence].filter((fact) => fact !== '');
  return (
    <li className={styles['row']} data-testid={`model-${model.id}`}>
      <div>
        <strong>{name}</strong>
        <p>{facts.join(' · ')}</p>
      </div>
      {used ? (
        <span className={styles['used']}>
          <Icon name="check" />
          {t('shell:modelUsed')}
        </span>
      ) : (
        <Button
          disabled={disabled}
          onClick={onUse}
          aria-label={t(loads ? 'shell:catalogueGet' : 'shell:modelUseThis', { name, size })}
        >
          {t(loads ? 'shell:modelGet' : 'shell:modelUse', { size })}
        </Button>
      )}
    </li>
  );
}
