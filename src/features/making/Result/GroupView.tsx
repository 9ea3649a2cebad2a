// Pictures that were asked for together, side by side in the result's place. Arrow keys go from one to the next.
import type { CSSProperties, KeyboardEvent, ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import type { Group } from '../../../state/jobTypes.ts';
import { useApp } from '../../../state/useApp.ts';
import { Cell } from './Cell.tsx';
import { columnsOf, moveInGrid } from './gridMoves.ts';
import styles from './GroupView.module.css';

export function GroupView({ group }: { group: Group }): ReactElement {
  const t = useT();
  const jobs = useApp((state) => state.jobs);
  const columns = columnsOf(group.jobs.length);
  return (
    <ul
      className={styles['grid']}
      style={{ '--columns': columns, '--rows': Math.ceil(group.jobs.length / columns) } as CSSProperties}
      aria-label={t('jobs:group', { count: group.jobs.length })}
      data-testid="group"
      onKeyDown={(event) => onGridKey(event, columns)}
    >
      {group.jobs.map((id, index) => (
        <li key={id}>
          <Cell id={id} job={jobs.find((each) => each.id === id)} index={index} count={group.jobs.length} labelled />
        </li>
      ))}
    </ul>
  );
}

/** Moves the focus from picture to picture. */
export function onGridKey(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const cells = [...event.currentTarget.querySelectorAll('button')];
  const at = cells.findIndex((cell) => cell === document.activeElement);
  const next = moveInGrid(event.key, at, cells.length, columns);
  if (next === null) return;
  event.preventDefault();
  cells[next]?.focus();
}
