// The list of control units: cards that are dragged, or moved by keys, into another order.
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { addUnit, duplicateUnit, moveUnit, removeUnit } from '../control.ts';
import { makeMissingMaps } from '../unitFile.ts';
import { store } from '../../../state/store.ts';
import { MAX_UNITS } from '../../../state/units.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import spoken from '../../../ui/spoken.module.css';
import { useDragOrder } from '../../../ui/useDragOrder.ts';
import { useFocusIn } from '../../../ui/useFocusIn.ts';
import styles from './Control.module.css';
import { sourceName } from './names.ts';
import { UnitCard } from './UnitCard.tsx';

export function Units(): ReactElement {
  const t = useT();
  const units = useApp((state) => state.units);
  useEffect(() => makeMissingMaps(), []);
  const list = useRef<HTMLOListElement>(null);
  // One at a time: two unfolded cards are longer than any screen.
  const [opened, setOpened] = useState(() => (units.length === 1 ? units[0]?.id : undefined));
  const [said, setSaid] = useState('');
  const focusNext = useFocusIn(list);

  const added = (id: string | null): void => {
    if (id === null) return;
    setOpened(id);
    focusNext(id, 'unit-source');
  };
  const move = (id: string, by: number): void => {
    moveUnit(id, by);
    const state = store.getState();
    const at = state.units.findIndex((unit) => unit.id === id);
    const source = state.units[at] ? sourceName(state.units[at].source, state) : '';
    setSaid(t('common:movedTo', { name: source, place: at + 1, count: state.units.length }));
    focusNext(id, 'unit-handle'); // a card that moves in the page loses the focus
  };
  const drag = useDragOrder(list, (id, by) => move(id, by));
  const remove = (id: string): void => {
    const at = units.findIndex((unit) => unit.id === id);
    const neighbour = units[at + 1] ?? units[at - 1];
    removeUnit(id);
    focusNext(neighbour?.id ?? null, neighbour ? 'unit-handle' : 'unit-add');
  };
  return (
    <div className={styles['units']}>
      {units.length === 0 && <p className={styles['note']}>{t('control:empty')}</p>}
      <ol ref={list} className={styles['list']}>
        {units.map((unit, index) => (
          <UnitCard
            key={unit.id}
            unit={unit}
            place={index + 1}
            open={opened === unit.id}
            dragged={drag.dragged === unit.id}
            onOpen={(open) => setOpened(open ? unit.id : undefined)}
            onGrab={drag.grab}
            onMove={(by) => move(unit.id, by)}
            onDuplicate={() => added(duplicateUnit(unit.id))}
            onRemove={() => remove(unit.id)}
          />
        ))}
      </ol>
      <Button icon="add" data-testid="unit-add" disabled={units.length >= MAX_UNITS} onClick={() => added(addUnit())}>
        {t('control:add')}
      </Button>
      <p role="status" className={spoken['spoken']} data-testid="unit-voice">
        {said}
      </p>
    </div>
  );
}
