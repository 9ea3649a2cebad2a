// Hands and a face as the map will show them, where a file brought some: they follow their joints. Look only.
import type { ReactElement } from 'react';
import { HAND_EDGES, type Person } from '../../../workers/preprocess/openpose/pose.ts';
import styles from './pose.module.css';

export function Hanging({ person, unit }: { person: Person; unit: number }): ReactElement {
  const { handLeft, handRight, face } = person;
  return (
    <g aria-hidden="true" className={styles['hanging']} data-testid="pose-hanging">
      {[handLeft, handRight].map((hand, side) => hand && <Hand key={side} points={pointsOf(hand)} unit={unit} />)}
      {face && <Dots points={pointsOf(face)} radius={2 * unit} kind="face" />}
    </g>
  );
}

type Point = readonly [x: number, y: number];
type Points = readonly (Point | null)[];

function Hand({ points, unit }: { points: Points; unit: number }): ReactElement {
  return (
    <>
      {HAND_EDGES.map(([from, to], k) => {
        const [a, b] = [points[from], points[to]];
        if (!a || !b) return null;
        return <line key={k} {...{ x1: a[0], y1: a[1], x2: b[0], y2: b[1] }} strokeWidth={2 * unit} />;
      })}
      <Dots points={points} radius={2.5 * unit} kind="hand" />
    </>
  );
}

function Dots({ points, radius, kind }: { points: Points; radius: number; kind: 'hand' | 'face' }): ReactElement {
  return (
    <>
      {points.map(
        (point, k) => point && <circle key={k} className={styles[kind]} cx={point[0]} cy={point[1]} r={radius} />,
      )}
    </>
  );
}

function pointsOf(flat: readonly number[]): Points {
  return Array.from({ length: Math.floor(flat.length / 3) }, (_, i) => {
    const [x = 0, y = 0, c = 0] = flat.slice(3 * i, 3 * i + 3);
    return c >= 1 ? [x, y] : null;
  });
}
