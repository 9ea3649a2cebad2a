// One person as the map will show it, with a focusable joint each. Look only.
import type { KeyboardEvent, ReactElement } from 'react';
import { COLOURS, JOINTS, LIMBS, type Joint, type Person } from '../../../workers/preprocess/openpose/pose.ts';
import { said } from '../../i18n/said.ts';
import { useT } from '../../i18n/useT.ts';
import { isPlaced } from './edit.ts';
import { Hanging } from './Hanging.tsx';
import styles from './pose.module.css';

interface FigureProps {
  readonly person: Person;
  readonly index: number;
  /** Canvas pixels per CSS pixel. */
  readonly unit: number;
  readonly reach: number;
  /** The chosen joint; null when somebody else is chosen. */
  readonly selected: number | null;
  readonly onSelect: (joint: number) => void;
  readonly onKey: (event: KeyboardEvent, joint: number) => void;
}

const STICK = 8;
const RADIUS = 4;

export function Figure({ person, index, unit, reach, selected, onSelect, onKey }: FigureProps): ReactElement {
  const t = useT();
  const { joints } = person;
  return (
    <g>
      {LIMBS.map(([from, to], k) => {
        const [a, b] = [joints[from], joints[to]];
        if (!a?.shown || !b?.shown) return null;
        return (
          <line
            key={k}
            {...{ x1: a.x, y1: a.y, x2: b.x, y2: b.y }}
            stroke={css(k, 0.6)}
            strokeWidth={Math.max(STICK, 2 * unit)}
            strokeLinecap="round"
          />
        );
      })}
      <Hanging person={person} unit={unit} />
      {joints.map((joint, k) =>
        isPlaced(joint) ? (
          <g
            key={k}
            className={styles['joint']}
            tabIndex={0}
            role="button"
            aria-label={t(joint.shown ? 'editors:joint' : 'editors:jointHidden', {
              number: index + 1,
              joint: said(JOINTS[k] ?? ''),
            })}
            aria-pressed={selected === k}
            data-joint={`${index}-${k}`}
            onFocus={() => onSelect(k)}
            onKeyDown={(event) => onKey(event, k)}
          >
            <circle cx={joint.x} cy={joint.y} r={reach} fill="transparent" />
            <Dot joint={joint} colour={css(k, 1)} unit={unit} />
            <circle className={styles['ring']} cx={joint.x} cy={joint.y} r={10 * unit} strokeWidth={2 * unit} />
          </g>
        ) : null,
      )}
    </g>
  );
}

function Dot({ joint: { x, y, shown }, colour, unit }: { joint: Joint; colour: string; unit: number }): ReactElement {
  const radius = Math.max(RADIUS, 4 * unit);
  if (shown) return <circle cx={x} cy={y} r={radius} fill={colour} />;
  return (
    <circle cx={x} cy={y} r={radius} fill="none" stroke={colour} strokeWidth={1.5 * unit} strokeDasharray={3 * unit} />
  );
}

function css(k: number, factor: number): string {
  return `rgb(${(COLOURS[k] ?? []).map((value) => Math.trunc(value * factor)).join(' ')})`;
}
