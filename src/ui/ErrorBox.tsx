// What went wrong and what to do next, with the two ways on. Look only.
import type { ReactElement } from 'react';
import type { ErrorCode } from '../../workers/errors.ts';
import { Button } from './Button.tsx';
import styles from './ErrorBox.module.css';
import { Icon } from './icons.tsx';

const TITLES: Readonly<Record<ErrorCode, string>> = {
  'bad-input': 'That cannot be used',
  'bad-model': 'The model is damaged',
  bug: 'Something broke',
  'device-lost': 'The graphics device went away',
  download: 'The download failed',
  'no-webgpu': 'WebGPU is not here',
  'out-of-memory': 'Not enough memory',
  'storage-full': 'The storage is full',
  unsupported: 'This is not supported',
};

export interface ErrorBoxProps {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint: string };
  readonly onRetry: () => void;
  readonly onClose: () => void;
  /** Put before the test ids: '' or 'map-'. */
  readonly prefix?: string;
}

export function ErrorBox({ error, onRetry, onClose, prefix = '' }: ErrorBoxProps): ReactElement {
  return (
    <div className={styles['cover']}>
      <div className={styles['error']} role="alert" data-testid={`${prefix}error`} data-code={error.code}>
        <h2>
          <Icon name="warning" />
          {TITLES[error.code]}
        </h2>
        <p>{error.message}</p>
        {error.hint && <p className={styles['hint']}>{error.hint}</p>}
        <div className={styles['actions']}>
          <Button onClick={onRetry} data-testid={`${prefix}retry`}>
            Try again
          </Button>
          <Button look="quiet" onClick={onClose} data-testid={`${prefix}dismiss`}>
            Close
          </Button>
        </div>
      </div>
    </div>
  );
}
