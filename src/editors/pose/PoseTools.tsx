// The buttons above the pose: history and people.
import type { ReactElement } from 'react';
import type { Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { useT } from '../../i18n/useT.ts';
import { Button } from '../../ui/Button.tsx';
import styles from '../editor.module.css';
import { HistoryButtons } from '../HistoryButtons.tsx';
import type { Edits } from '../useEdits.ts';
import { addPerson, type At, mirrorPerson, removePerson } from './edit.ts';

interface PoseToolsProps {
  readonly pose: Pose;
  readonly person: number;
  readonly edits: Edits<Pose>;
  /** A new pose, and what to tell those who cannot see it. */
  readonly change: (next: Pose, words: string) => void;
  readonly select: (at: At) => void;
}

export function PoseTools({ pose, person, edits, change, select }: PoseToolsProps): ReactElement {
  const t = useT();
  const nobody = pose.people.length === 0;
  const number = person + 1;
  const add = (): void => {
    change(addPerson(pose), t('editors:added', { number: pose.people.length + 1 }));
    select({ person: pose.people.length, joint: -1 });
  };
  return (
    <div className={styles['tools']} role="toolbar" aria-label={t('editors:poseTools')}>
      <HistoryButtons edits={edits} editor="pose" />
      <Button onClick={add} data-testid="pose-add">
        {t('editors:addPerson')}
      </Button>
      <Button
        look="quiet"
        disabled={nobody}
        onClick={() => change(mirrorPerson(pose, person), t('editors:mirrored', { number }))}
        data-testid="pose-mirror"
      >
        {t('editors:mirror')}
      </Button>
      <Button
        look="quiet"
        disabled={nobody}
        onClick={() => change(removePerson(pose, person), t('editors:removed', { number }))}
        data-testid="pose-remove"
      >
        {t('editors:remove')}
      </Button>
    </div>
  );
}
