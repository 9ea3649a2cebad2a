// A comparison grid in the result's place: a table whose columns and rows carry the values; it fills while one watches.
import type { CSSProperties, ReactElement } from 'react';
import { axisLabel, saveGrid } from '../grid.ts';
import { cancelGroup } from '../runner.ts';
import { useT } from '../../../i18n/useT.ts';
import { isActive } from '../../../jobs/list.ts';
import type { AxisValues, Group } from '../../../state/jobTypes.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { Cell } from './Cell.tsx';
import styles from './GridView.module.css';
import { onGridKey } from './GroupView.tsx';

export function GridView({ group, x, y }: { group: Group; x: AxisValues; y: AxisValues | null }): ReactElement {
  const t = useT();
  const jobs = useApp((state) => state.jobs);
  const busy = jobs.some((job) => job.group === group.id && isActive(job));
  const columns = x.values.length;
  return (
    <div
      className={styles['place']}
      style={{ '--columns': columns, '--rows': y?.values.length ?? 1, '--side': y ? '7rem' : '0px' } as CSSProperties}
      data-testid="xy-grid"
    >
      <div className={styles['scroll']} tabIndex={-1} onKeyDown={(event) => onGridKey(event, columns)}>
        <table>
          <thead>
            <tr>
              {y && <td />}
              {x.values.map((value) => (
                <th key={value} scope="col">
                  {axisLabel(x, value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(y?.values ?? ['']).map((row, r) => (
              <tr key={row}>
                {y && <th scope="row">{axisLabel(y, row)}</th>}
                {group.jobs.slice(r * columns, (r + 1) * columns).map((id, c) => (
                  <td key={id}>
                    <Cell
                      id={id}
                      job={jobs.find((each) => each.id === id)}
                      index={r * columns + c}
                      count={group.jobs.length}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles['actions']}>
        {busy && (
          <Button look="stop" icon="stop" data-testid="grid-stop" onClick={() => cancelGroup(group.id)}>
            {t('jobs:gridStop')}
          </Button>
        )}
        <Button icon="download" data-testid="grid-save" onClick={() => void saveGrid(group)}>
          {t('jobs:gridSave')}
        </Button>
      </div>
    </div>
  );
}
