// The start picture's place on the page, folded at first; its code loads when it is opened.
import type { ReactElement } from 'react';
import { hasMask, hasStart } from '../../../control/start.ts';
import type { StartSource } from '../../../state/control.ts';
import { type MessageKey, t } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import type { AppState } from '../../../state/types.ts';
import { useApp } from '../../../state/useApp.ts';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { useFold } from '../../../state/useFold.ts';
import styles from './Start.module.css';

const StartPanel = onDemand(() => import('./StartPanel.tsx').then((it) => it.StartPanel), {
  meanwhile: <div className={styles['loading']} />,
});

const NAMES: Readonly<Record<'result' | 'photo' | 'file', MessageKey>> = {
  result: 'control:startResult',
  photo: 'control:startPhoto',
  file: 'control:startFile',
};

export function StartSlot(): ReactElement {
  const t = useT();
  const [open, setOpen] = useFold('start');
  const summary = useApp(summaryOf);
  return (
    <Disclosure title={t('control:startTitle')} summary={summary} open={open} onToggle={setOpen} testId="start-panel">
      <StartPanel />
    </Disclosure>
  );
}

function summaryOf(state: AppState): string {
  const { source, strength } = state.start;
  if (!hasStart(state)) return t('control:startNoneAbout');
  const values = { source: nameOf(source), strength: strength.toFixed(2) };
  return t(hasMask(state.mask) ? 'control:startSummaryMask' : 'control:startSummary', values);
}

function nameOf(source: StartSource): string {
  return t(source.kind === 'picture' ? NAMES[source.from] : 'control:startDrawing');
}
