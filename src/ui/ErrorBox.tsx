// What went wrong and what to do next, with the two ways on. Look only.
import type { ReactElement } from 'react';
import type { ErrorCode } from '../../workers/errors.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { useT } from '../i18n/useT.ts';
import { said } from '../i18n/said.ts';
import { Button } from './Button.tsx';
import styles from './ErrorBox.module.css';
import { Icon } from './icons.tsx';

const TITLES: Readonly<Record<ErrorCode, MessageKey>> = {
  'bad-input': 'shell:errBadInput',
  'bad-model': 'shell:errBadModel',
  bug: 'shell:errBug',
  'device-lost': 'shell:errDeviceLost',
  download: 'shell:errDownload',
  'no-webgpu': 'shell:errNoWebgpu',
  'out-of-memory': 'shell:errMemory',
  'storage-full': 'shell:errStorage',
  unsupported: 'shell:errUnsupported',
};

export interface ErrorBoxProps {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint: string };
  readonly onRetry: () => void;
  readonly onClose: () => void;
  /** Put before the test ids: '' or 'map-'. */
  readonly prefix?: string;
  /** Something that was made lies under it and stays in view. */
  readonly over?: boolean;
}

export function ErrorBox({ error, onRetry, onClose, prefix = '', over = false }: ErrorBoxProps): ReactElement {
  const t = useT();
  return (
    <div className={styles['cover']} data-over={over}>
      <div className={styles['error']} role="alert" data-testid={`${prefix}error`} data-code={error.code}>
        <h2>
          <Icon name="warning" />
          {t(TITLES[error.code])}
        </h2>
        <p>{said(error.message)}</p>
        {error.hint && <p className={styles['hint']}>{said(error.hint)}</p>}
        <div className={styles['actions']}>
          <Button onClick={onRetry} data-testid={`${prefix}retry`}>
            {t('shell:tryAgain')}
          </Button>
          <Button look="quiet" onClick={onClose} data-testid={`${prefix}dismiss`}>
            {t('common:close')}
          </Button>
        </div>
      </div>
    </div>
  );
}
