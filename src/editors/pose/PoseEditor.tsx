// The pose editor: people as sticks over a photo. Holds nothing but the selection; the pose comes in and goes out.
import { type ReactElement, useState } from 'react';
import { JOINTS, type Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { t } from '../../i18n/i18n.ts';
import { said } from '../../i18n/said.ts';
import { PhotoLayer } from '../PhotoLayer.tsx';
import { PhotoSlider } from '../PhotoSlider.tsx';
import { Stage } from '../Stage.tsx';
import { onUndoKeys, useEdits } from '../useEdits.ts';
import styles from '../editor.module.css';
import { type At, boxOf, fitPose, moveJoint, movePerson, scalePerson, showJoint } from './edit.ts';
import { HiddenJoints } from './HiddenJoints.tsx';
import { PoseFiles } from './PoseFiles.tsx';
import { PoseStage } from './PoseStage.tsx';
import { PoseTools } from './PoseTools.tsx';
import type { Nudge } from './keys.ts';
import spokenStyles from '../../ui/spoken.module.css';
import '../../i18n/words/editors.ts';

export interface PoseEditorProps {
  /** The map's size in pixels; a pose of another size is shown stretched to it. */
  readonly width: number;
  readonly height: number;
  readonly photo?: ImageBitmap | null;
  readonly value: Pose;
  readonly onChange: (value: Pose) => void;
}

export function PoseEditor({ width, height, photo = null, value, onChange }: PoseEditorProps): ReactElement {
  const [opacity, setOpacity] = useState(60);
  const [chosen, setChosen] = useState<At>({ person: 0, joint: -1 });
  const [spoken, setSpoken] = useState('');
  const pose = fitPose(value, width, height);
  const edits = useEdits(pose, onChange);
  const person = Math.min(chosen.person, pose.people.length - 1);
  const selected = { person, joint: chosen.joint };

  const change = (next: Pose, words: string): void => {
    edits.change(next);
    setSpoken(words);
  };
  const changeWhole = (next: Pose, who: number): void => change(next, where(next, who));
  const nudge = (at: At, { dx, dy }: Nudge): void => {
    const joint = pose.people[at.person]?.joints[at.joint];
    if (!joint) return;
    const next = moveJoint(pose, at, joint.x + dx, joint.y + dy);
    const { x, y } = next.people[at.person]?.joints[at.joint] ?? joint;
    change(next, `${Math.round(x)}, ${Math.round(y)}`);
  };
  const show = (at: At, shown: boolean): void =>
    change(
      showJoint(pose, at, shown),
      t(shown ? 'editors:shown' : 'editors:hidden', { joint: said(JOINTS[at.joint] ?? '') }),
    );

  return (
    <div className={styles['editor']} onKeyDown={(event) => onUndoKeys(event, edits)} data-testid="pose-editor">
      <PoseTools pose={pose} person={person} edits={edits} change={change} select={setChosen} />
      <Stage width={width} height={height}>
        <PhotoLayer photo={photo} width={width} height={height} opacity={opacity / 100} />
        <PoseStage
          pose={pose}
          selected={selected}
          onSelect={setChosen}
          onChange={edits.change}
          onNudge={nudge}
          onMove={(who, { dx, dy }) => changeWhole(movePerson(pose, who, dx, dy), who)}
          onScale={(who, factor) => changeWhole(scalePerson(pose, who, factor), who)}
          onShow={show}
        />
      </Stage>
      <div className={styles['below']}>
        {photo && <PhotoSlider value={opacity} onChange={setOpacity} />}
        <HiddenJoints pose={pose} selected={selected} onShow={show} />
        <PoseFiles
          pose={pose}
          onOpen={(next) => change(fitPose(next, width, height), t('editors:opened', { count: next.people.length }))}
        />
      </div>
      <p className={spokenStyles['spoken']} role="status" data-testid="pose-spoken">
        {spoken}
      </p>
    </div>
  );
}

/** Someone's place and size, in words. */
function where(pose: Pose, person: number): string {
  const box = boxOf(pose.people[person]);
  if (!box) return '';
  const { left, top, right, bottom } = box;
  const [x, y, width, height] = [left, top, right - left, bottom - top].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  return t('editors:place', { left: x, top: y, width, height });
}
