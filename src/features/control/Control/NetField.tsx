// Which net reads the unit: by itself or by name. A name that the pack does not have stays in the list, marked.
import type { ReactElement } from 'react';
import { setUnit } from '../control.ts';
import { kindOf } from '../../../control/hints.ts';
import type { Unit } from '../../../state/control.ts';
import { useT } from '../../../i18n/useT.ts';
import { netFor } from '../../../photo/nets.ts';
import { useApp } from '../../../state/useApp.ts';
import { Select } from '../../../ui/Select.tsx';

const AUTO = '';

export function NetField({ unit }: { unit: Unit }): ReactElement {
  const t = useT();
  const pack = useApp((state) => state.pack);
  const usual = useApp((state) => (state.pack ? (netFor(state.pack, kindOf(unit, state))?.name ?? null) : null));
  const nets = pack?.controlNets ?? [];
  const missing = unit.net !== null && !nets.some(({ name }) => name === unit.net) ? [unit.net] : [];
  const options = [
    { value: AUTO, label: usual === null ? t('control:netAutoNone') : t('control:netAuto', { net: usual }) },
    ...nets.map(({ name, light }) => ({ value: name, label: light ? t('control:netLight', { net: name }) : name })),
    ...missing.map((net) => ({ value: net, label: t('control:netMissing', { net }) })),
  ];
  return (
    <Select
      label={t('control:net')}
      testId="unit-net"
      value={unit.net ?? AUTO}
      options={options}
      onChange={(value) => setUnit(unit.id, { net: value === AUTO ? null : value })}
    />
  );
}
