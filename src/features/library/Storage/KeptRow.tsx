// One thing that was downloaded, with a delete that asks once more.
import type { ReactElement } from 'react';
import type { Kept } from '../storage.ts';
import { formatBytes } from '../../../i18n/format.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import styles from './Storage.module.css';

const KINDS: Readonly<Record<Kept['kind'], MessageKey>> = {
  model: 'shell:keptModel',
  added: 'shell:keptAdded',
  deleted: 'shell:keptDeleted',
  net: 'shell:keptNet',
  pictures: 'shell:keptPictures',
};

export function KeptRow({ kept, onDelete }: { kept: Kept; onDelete: () => void }): ReactElement {
  const t = useT();
  const { kind, name, bytes, complete } = kept;
  return (
    <li className={styles['row']} data-testid={`kept-${kind}`}>
      <div>
        <strong dir="auto">{name}</strong>
        <p>
          {t(KINDS[kind])}
          {!complete && ` · ${t('shell:keptHalf')}`}
        </p>
      </div>
      <span>{formatBytes(bytes)}</span>
      <ConfirmButton
        label={t('shell:deleteThis', { name })}
        text={t('common:delete')}
        sure={t('shell:deleteSure')}
        testId={`kept-${kind}-delete`}
        onConfirm={onDelete}
      />
    </li>
  );
}
