// OpenPose JSON in and out.
import { type ChangeEvent, type ReactElement, useRef, useState } from 'react';
import { AppError } from '../../../workers/errors.ts';
import { type Pose, type PoseFile, readPoseFile, writePose } from '../../../workers/preprocess/openpose/pose.ts';
import { said, saidFailure } from '../../i18n/said.ts';
import { useT } from '../../i18n/useT.ts';
import { saveFile } from '../../files/saveFile.ts';
import { Button } from '../../ui/Button.tsx';
import styles from '../editor.module.css';

/** More than any pose file; reading it costs memory. */
const MAX_BYTES = 10_000_000;

interface PoseFilesProps {
  readonly pose: Pose;
  readonly onOpen: (pose: Pose) => void;
}

export function PoseFiles({ pose, onOpen }: PoseFilesProps): ReactElement {
  const t = useT();
  const [error, setError] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const open = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // the same file can be chosen again
    if (!chosen) return;
    try {
      const { pose: opened, notes } = await readPose(chosen, pose);
      onOpen(opened);
      setError(notes.map(said).join(' '));
    } catch (failure) {
      setError(failure instanceof AppError ? saidFailure(failure) : String(failure));
    }
  };
  return (
    <>
      <div className={styles['tools']}>
        <input
          ref={file}
          className={styles['fileInput']}
          type="file"
          accept=".json,application/json"
          onChange={(event) => void open(event)}
          data-testid="pose-file"
        />
        <Button look="quiet" icon="upload" onClick={() => file.current?.click()} data-testid="pose-open">
          {t('editors:openJson')}
        </Button>
        <Button
          look="quiet"
          icon="download"
          disabled={pose.people.length === 0}
          onClick={() => save(pose)}
          data-testid="pose-save"
        >
          {t('editors:saveJson')}
        </Button>
      </div>
      {error && (
        <p className={styles['error']} role="alert" data-testid="pose-error">
          {error}
        </p>
      )}
    </>
  );
}

async function readPose(file: File, canvas: Pose): Promise<PoseFile> {
  if (file.size <= MAX_BYTES) return readPoseFile(await file.text(), canvas);
  throw new AppError('bad-input', 'This file is too large to be a pose.', 'Choose OpenPose JSON.');
}

function save(pose: Pose): void {
  saveFile(new Blob([JSON.stringify(writePose(pose))], { type: 'application/json' }), 'pose.json');
}
