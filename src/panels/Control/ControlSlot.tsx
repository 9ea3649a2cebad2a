// The control units' place on the page, folded at first; their code loads when it is opened.
import { lazy, type ReactElement, Suspense } from 'react';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { useFold } from '../useFold.ts';
import styles from './Control.module.css';
import { sourceName } from './names.ts';

const Units = lazy(() =>
  import('./Units.tsx').then(
    ({ Units }) => ({ default: Units }),
    () => ({ default: Missing }),
  ),
);

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
      <Suspense fallback={<div className={styles['loading']} />}>
        <Units />
      </Suspense>
    </Disclosure>
  );
}

function Missing(): ReactElement {
  return <p role="alert">{useT()('control:failed')}</p>;
}
