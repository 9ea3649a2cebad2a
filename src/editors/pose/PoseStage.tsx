// The people on the stage, and the hands that move them: mouse, finger, pen and keys. Knows no history.
import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import type { Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { useT } from '../../i18n/useT.ts';
import editor from '../editor.module.css';
import { useUnit } from '../useUnit.ts';
import type { At } from './edit.ts';
import { Figure } from './Figure.tsx';
import { Handles } from './Handles.tsx';
import { arrowOf, type Nudge, scaleOf } from './keys.ts';
import { usePoseDrag } from './usePoseDrag.ts';

/** Half of the 44 CSS px that a finger needs. */
const REACH = 22;

interface PoseStageProps {
  readonly pose: Pose;
  readonly selected: At;
  readonly onSelect: (at: At) => void;
  readonly onChange: (pose: Pose) => void;
  readonly onNudge: (at: At, nudge: Nudge) => void;
  readonly onMove: (person: number, nudge: Nudge) => void;
  readonly onScale: (person: number, factor: number) => void;
  readonly onShow: (at: At, shown: boolean) => void;
}

export function PoseStage(props: PoseStageProps): ReactElement {
  const t = useT();
  const { pose, selected, onSelect, onChange, onNudge, onMove, onScale, onShow } = props;
  const stage = useRef<SVGSVGElement>(null);
  const unit = useUnit(stage, pose.width);
  const reach = REACH * unit;
  const { live, take, drag, drop } = usePoseDrag({ stage, pose, selected, reach, onSelect, onChange });

  const onJointKey = (event: KeyboardEvent, at: At): void => {
    const nudge = arrowOf(event);
    if (nudge) onNudge(at, nudge);
    else if (event.key === 'Delete' || event.key === 'Backspace') onShow(at, false);
    else if (event.key === 'Enter' || event.key === ' ') onShow(at, true);
    else return;
    event.preventDefault();
  };
  const onHandleKey = (event: KeyboardEvent, kind: 'move' | 'scale'): void => {
    const nudge = arrowOf(event);
    if (!nudge) return;
    event.preventDefault();
    if (kind === 'move') onMove(selected.person, nudge);
    else onScale(selected.person, scaleOf(nudge));
  };

  const shown = live ?? pose;
  return (
    <svg
      ref={stage}
      className={`${editor['layer']} ${editor['surface']}`}
      viewBox={`0 0 ${pose.width} ${pose.height}`}
      role="application"
      aria-label={t('editors:poseStage')}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      data-testid="pose-stage"
    >
      {shown.people.map((person, i) => (
        <Figure
          key={i}
          person={person}
          index={i}
          unit={unit}
          reach={reach}
          selected={i === selected.person ? selected.joint : null}
          onSelect={(joint) => onSelect({ person: i, joint })}
          onKey={(event, joint) => onJointKey(event, { person: i, joint })}
        />
      ))}
      <Handles pose={shown} person={selected.person} unit={unit} reach={reach} onKey={onHandleKey} />
    </svg>
  );
}
