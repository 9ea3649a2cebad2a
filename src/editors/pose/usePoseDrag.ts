// One hand at a time on the stage: takes hold of a joint or a handle, shows where it goes, and tells the result at the end.
import { type PointerEvent, type RefObject, useState } from 'react';
import type { Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { type At, jointNear } from './edit.ts';
import { dragged, type Grip } from './grip.ts';

interface DragOptions {
  readonly stage: RefObject<SVGSVGElement | null>;
  readonly pose: Pose;
  readonly selected: At;
  /** How far from a joint a hand may be, in canvas pixels. */
  readonly reach: number;
  readonly onSelect: (at: At) => void;
  readonly onChange: (pose: Pose) => void;
}

export interface PoseDrag {
  /** The pose while something is held. */
  readonly live: Pose | null;
  readonly take: (event: PointerEvent) => void;
  readonly drag: (event: PointerEvent) => void;
  readonly drop: (event: PointerEvent) => void;
}

export function usePoseDrag({ stage, pose, selected, reach, onSelect, onChange }: DragOptions): PoseDrag {
  const [held, setHeld] = useState<{ readonly grip: Grip; readonly pointer: number } | null>(null);
  const [live, setLive] = useState<Pose | null>(null);
  const placeOf = ({ clientX, clientY }: PointerEvent): readonly [number, number] => {
    const box = stage.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    return [((clientX - box.left) / box.width) * pose.width, ((clientY - box.top) / box.height) * pose.height];
  };
  const gripAt = (event: PointerEvent): Grip | null => {
    const start = placeOf(event);
    const handle = (event.target as Element).closest('[data-handle]')?.getAttribute('data-handle');
    if (handle === 'move' || handle === 'scale') return { kind: handle, person: selected.person, from: pose, start };
    const at = jointNear(pose, ...start, reach, selected.person);
    return at && { kind: 'joint', at, from: pose, start };
  };
  return {
    live,
    take: (event) => {
      const grip = held || event.button !== 0 ? null : gripAt(event);
      if (!grip) return;
      event.preventDefault();
      stage.current?.setPointerCapture(event.pointerId);
      setHeld({ grip, pointer: event.pointerId });
      if (grip.kind !== 'joint') return;
      const { person, joint } = grip.at;
      onSelect(grip.at);
      stage.current?.querySelector<SVGElement>(`[data-joint="${person}-${joint}"]`)?.focus({ preventScroll: true });
    },
    drag: (event) => {
      if (held?.pointer === event.pointerId) setLive(dragged(held.grip, placeOf(event)));
    },
    drop: (event) => {
      if (held?.pointer !== event.pointerId) return;
      setHeld(null);
      setLive(null);
      if (event.type === 'pointerup') onChange(dragged(held.grip, placeOf(event)));
    },
  };
}
