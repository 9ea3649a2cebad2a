// What went wrong and what to do next, in the place where the picture would be.
import type { ReactElement } from 'react';
import type { ErrorCode } from '../../../workers/errors.ts';
import { dismissError, generate } from '../../actions/generate.ts';
import type { Failure } from '../../store/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './Result.module.css';

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

export function ErrorCard({ error }: { error: Failure }): ReactElement {
  return (
    <div className={styles['cover']}>
      <div className={styles['error']} role="alert" data-testid="error" data-code={error.code}>
        <h2>
          <Icon name="warning" />
          {TITLES[error.code]}
        </h2>
        <p>{error.message}</p>
        {error.hint && <p className={styles['hint']}>{error.hint}</p>}
        <div className={styles['actions']}>
          <Button onClick={() => void generate()} data-testid="retry">
            Try again
          </Button>
          <Button look="quiet" onClick={dismissError} data-testid="dismiss">
            Close
          </Button>
        </div>
      </div>
    </div>
  );
}
