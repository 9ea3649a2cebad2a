// The control units' place on the page, folded at first; their code loads when it is opened.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { useFold } from '../../../state/useFold.ts';
import styles from './Control.module.css';
import { sourceName } from './names.ts';

const Units = onDemand(() => import('./Units.tsx').then((it) => it.Units), {
  meanwhile: <div className={styles['loading']} />,
});

export function ControlSlot(): ReactElement {
  const t = useT();
  const [open, setOpen] = useFold('control');
  const on = useApp((state) =>
    state.units
      .filter((unit) => unit.on)
      .map(({ source }) => sourceName(source, state))
      .join(', '),
  );
  return (
    <Disclosure
      title={t('control:title')}
      summary={on || t('control:summaryNone')}
      open={open}
      onToggle={setOpen}
      testId="control-panel"
    >
      <Units />
    </Disclosure>
  );
}
