// Chooses what a comparison grid varies, and says how many pictures that is and how long it takes before it starts.
import { type ReactElement, useMemo, useState } from 'react';
import { gridMs, startGrid } from '../grid.ts';
import { useT } from '../../../i18n/useT.ts';
import { AXES, axisOf } from '../../../jobs/axes.ts';
import type { AxisKey } from '../../../state/axisTypes.ts';
import { cellCount, type GridAxes, MAX_CELLS } from '../../../jobs/grid.ts';
import { store } from '../../../state/store.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { inAllText } from '../../../jobs/timeText.ts';
import { AxisField, type AxisDraft } from './AxisField.tsx';
import styles from './Grid.module.css';

const NOTHING: AxisDraft = { key: null, text: '' };

export function GridDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const [x, setX] = useState<AxisDraft>({ key: 'steps', text: '4, 8, 16' });
  const [y, setY] = useState<AxisDraft>(NOTHING);
  const fitting = useMemo(() => AXES.filter((axis) => axis.fits(store.getState())), []);
  const { axes, problem } = useMemo(() => readAxes(x, y), [x, y]);
  const ms = useMemo(() => msOf(x, y), [x, y]);
  const time = inAllText(ms);
  const pictures = axes ? t('jobs:gridCount', { count: cellCount(axes) }) : '';
  const start = (): void => {
    if (!axes) return;
    startGrid(axes);
    onClose();
  };
  return (
    <Dialog
      title={t('jobs:gridTitle')}
      onClose={onClose}
      testId="grid-dialog"
      footer={
        <Button look="primary" icon="grid" disabled={!axes} data-testid="grid-start" onClick={start}>
          {t('jobs:gridStart')}
        </Button>
      }
    >
      <div className={styles['dialog']}>
        <p className={styles['about']}>{t('jobs:gridAbout')}</p>
        <AxisField label={t('jobs:gridAcross')} axes={fitting} draft={x} testId="axis-x" onChange={setX} />
        <AxisField label={t('jobs:gridDown')} axes={fitting} draft={y} testId="axis-y" optional onChange={setY} />
        <p className={styles['count']} role="status" data-testid="grid-count" data-problem={problem !== null}>
          {problem ? t(problem, { max: MAX_CELLS }) : time ? t('jobs:gridCountTime', { pictures, time }) : pictures}
        </p>
      </div>
    </Dialog>
  );
}

type Problem = 'jobs:gridBad' | 'jobs:gridSame' | 'jobs:gridTooMany';

/** The axes that two drafts stand for, or why they stand for none. */
function readAxes(x: AxisDraft, y: AxisDraft): { readonly axes: GridAxes | null; readonly problem: Problem | null } {
  const across = valuesOf(x);
  const down = y.key === null ? null : valuesOf(y);
  if (across === 'bad' || down === 'bad') return { axes: null, problem: 'jobs:gridBad' };
  if (across.key === down?.key) return { axes: null, problem: 'jobs:gridSame' };
  const axes = { x: across, y: down };
  const count = cellCount(axes);
  if (count > MAX_CELLS) return { axes: null, problem: 'jobs:gridTooMany' };
  return { axes: count > 0 ? axes : null, problem: null };
}

function msOf(x: AxisDraft, y: AxisDraft): number | null {
  const { axes } = readAxes(x, y);
  return axes && gridMs(axes);
}

function valuesOf({ key, text }: AxisDraft): 'bad' | { readonly key: AxisKey; readonly values: readonly string[] } {
  const values = key && axisOf(key).read(text);
  return key && values ? { key, values: [...new Set(values)] } : 'bad';
}
