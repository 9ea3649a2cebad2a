// One control unit as a card: what its net will see and whether it is on; unfolded, everything else of it.
import type { PointerEvent, ReactElement } from 'react';
import { setUnit } from '../control.ts';
import { netOf } from '../../../control/hints.ts';
import type { Unit } from '../../../state/control.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { DragHandle } from '../../../ui/DragHandle.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import styles from './Control.module.css';
import { sourceName } from './names.ts';
import { UnitFields } from './UnitFields.tsx';
import { UnitNote } from './UnitNote.tsx';
import { UnitPreview } from './UnitPreview.tsx';
import { weightOf } from './weight.ts';

interface UnitCardProps {
  readonly unit: Unit;
  readonly place: number;
  readonly open: boolean;
  readonly dragged: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onGrab: (event: PointerEvent, id: string) => void;
  readonly onMove: (by: number) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

export function UnitCard(props: UnitCardProps): ReactElement {
  const { unit, place, open, dragged } = props;
  const t = useT();
  const source = useApp((state) => sourceName(unit.source, state));
  return (
    <li
      className={styles['card']}
      aria-label={t('control:unit', { place, source })}
      data-id={unit.id}
      data-drop="unit"
      data-on={unit.on}
      data-dragged={dragged}
      data-testid="unit"
    >
      <Head {...props} source={source} />
      <UnitNote unit={unit} />
      {open && (
        <>
          <UnitFields unit={unit} />
          <div className={styles['last']}>
            <Button look="quiet" icon="copy" data-testid="unit-duplicate" onClick={props.onDuplicate}>
              {t('control:duplicate')}
            </Button>
            <Button look="quiet" icon="clear" data-testid="unit-remove" onClick={props.onRemove}>
              {t('control:remove')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

/** The line that is there folded, too. */
function Head({
  unit,
  open,
  source,
  dragged,
  onMove,
  onGrab,
  onOpen,
}: UnitCardProps & { source: string }): ReactElement {
  const t = useT();
  return (
    <div className={styles['head']}>
      <div className={styles['handle']}>
        <DragHandle
          name={source}
          testId="unit-handle"
          dragged={dragged}
          onGrab={(event) => onGrab(event, unit.id)}
          onMove={onMove}
        />
      </div>
      <UnitPreview unit={unit} />
      <Facts unit={unit} source={source} />
      <Switch
        bare
        label={`${t('control:on')}: ${source}`}
        on={unit.on}
        testId="unit-on"
        onChange={(on) => setUnit(unit.id, { on })}
      />
      <div className={styles['fold']} data-open={open}>
        <IconButton
          icon="fold"
          label={t('control:more', { source })}
          aria-expanded={open}
          data-testid="unit-fold"
          onClick={() => onOpen(!open)}
        />
      </div>
    </div>
  );
}

/** What it looks at, and in a line who reads it and how strongly. */
function Facts({ unit, source }: { unit: Unit; source: string }): ReactElement {
  const t = useT();
  const net = useApp((state) => (state.pack ? (netOf(unit, state.pack, state)?.name ?? '–') : '…'));
  const weight = useApp((state) => weightOf(unit, state.pack));
  const percent = (share: number): number => Math.round(share * 100);
  const whole = unit.start === 0 && unit.end === 1;
  const range = whole ? '' : ` · ${percent(unit.start)}–${t('control:percent', { value: percent(unit.end) })}`;
  return (
    <div className={styles['facts']}>
      <strong>{source}</strong>
      <small>{unit.on ? `${net} · ${weight.toFixed(2)}${range}` : t('control:off')}</small>
    </div>
  );
}
