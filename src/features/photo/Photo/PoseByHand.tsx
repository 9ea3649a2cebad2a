// The pose editor as the dialog hosts it.
import { type ReactElement, useState } from 'react';
import { drawPose, parsePose, type Pose, writePose } from '../../../../workers/preprocess/openpose/pose.ts';
import { PoseEditor } from '../../../editors/pose/PoseEditor.tsx';
import { opaque } from '../../../machine/pose.ts';
import type { HandProps } from './handTypes.ts';

export function PoseByHand({ width, height, photo, start, onChange }: HandProps): ReactElement {
  const [pose, setPose] = useState(() => poseOf(start.pose, width, height));
  const change = (next: Pose): void => {
    setPose(next);
    onChange(() => ({ pixels: opaque(drawPose(next, width, height)), pose: JSON.stringify(writePose(next)) }));
  };
  return <PoseEditor width={width} height={height} photo={photo} value={pose} onChange={change} />;
}

/** The last pose; nobody on the stage where there was none, or where it cannot be read any more. */
function poseOf(json: string | null, width: number, height: number): Pose {
  const empty: Pose = { width, height, people: [] };
  if (json === null) return empty;
  try {
    return parsePose(json);
  } catch {
    return empty;
  }
}
