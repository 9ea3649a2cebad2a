// Which joint is chosen, and the way back for those that are hidden.
import type { ReactElement } from 'react';
import { JOINTS, type Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { said } from '../../i18n/said.ts';
import { useT } from '../../i18n/useT.ts';
import { Button } from '../../ui/Button.tsx';
import styles from '../editor.module.css';
import type { At } from './edit.ts';

interface HiddenJointsProps {
  readonly pose: Pose;
  readonly selected: At;
  readonly onShow: (at: At, shown: boolean) => void;
}

export function HiddenJoints({ pose, selected, onShow }: HiddenJointsProps): ReactElement {
  const t = useT();
  const joints = pose.people[selected.person]?.joints;
  if (!joints) return <p className={styles['quietText']}>{t('editors:nobody')}</p>;
  const hidden = joints.flatMap(({ shown }, joint) => (shown ? [] : [joint]));
  const name = JOINTS[selected.joint];
  return (
    <>
      {name && joints[selected.joint]?.shown && (
        <Button look="quiet" onClick={() => onShow(selected, false)} data-testid="pose-hide">
          {t('editors:hide', { joint: said(name) })}
        </Button>
      )}
      {hidden.map((joint) => (
        <Button
          key={joint}
          look="quiet"
          onClick={() => onShow({ person: selected.person, joint }, true)}
          data-testid="pose-show"
        >
          {t('editors:show', { joint: said(JOINTS[joint] ?? '') })}
        </Button>
      ))}
    </>
  );
}
