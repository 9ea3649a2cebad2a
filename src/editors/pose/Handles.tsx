// The box around the chosen person with a handle to move it and one to scale it. Look only.
import type { KeyboardEvent, ReactElement } from 'react';
import type { Pose } from '../../../workers/preprocess/openpose/pose.ts';
import { useT } from '../../i18n/useT.ts';
import { boxOf } from './edit.ts';
import styles from './pose.module.css';

interface HandlesProps {
  readonly pose: Pose;
  readonly person: number;
  readonly unit: number;
  readonly reach: number;
  readonly onKey: (event: KeyboardEvent, kind: 'move' | 'scale') => void;
}

export function Handles({ pose, person, unit, reach, onKey }: HandlesProps): ReactElement | null {
  const t = useT();
  const box = boxOf(pose.people[person]);
  if (!box) return null;
  const pad = 14 * unit;
  const within = (value: number, side: number): number => Math.max(reach, Math.min(side - reach, value));
  const middle = within((box.left + box.right) / 2, pose.width);
  const places = [
    {
      kind: 'move',
      label: t('editors:movePerson', { number: person + 1 }),
      x: middle,
      y: within(box.top - pad - reach, pose.height),
    },
    {
      kind: 'scale',
      label: t('editors:sizePerson', { number: person + 1 }),
      x: within(box.right + pad + reach, pose.width),
      y: within(box.bottom + pad, pose.height),
    },
  ] as const;
  return (
    <>
      <rect
        className={styles['box']}
        x={box.left - pad}
        y={box.top - pad}
        width={box.right - box.left + 2 * pad}
        height={box.bottom - box.top + 2 * pad}
        strokeWidth={unit}
        strokeDasharray={4 * unit}
      />
      {places.map(({ kind, label, x, y }) => (
        <g
          key={kind}
          className={styles[kind]}
          tabIndex={0}
          role="button"
          aria-label={label}
          data-handle={kind}
          data-testid={`pose-${kind}`}
          onKeyDown={(event) => onKey(event, kind)}
        >
          <circle cx={x} cy={y} r={reach} fill="transparent" />
          <g transform={`translate(${x} ${y}) scale(${unit})`}>
            <circle className={styles['knob']} r={12} />
            <path className={styles['sign']} d={SIGNS[kind]} />
          </g>
        </g>
      ))}
    </>
  );
}

const SIGNS = {
  move: 'M-7 0H7M0-7V7M-7 0l2.5-2.5M-7 0l2.5 2.5M7 0L4.5-2.5M7 0L4.5 2.5M0-7l-2.5 2.5M0-7l2.5 2.5M0 7L-2.5 4.5M0 7l2.5-2.5',
  scale: 'M-5-5L5 5M-5-5h4M-5-5v4M5 5H1M5 5V1',
} as const;
