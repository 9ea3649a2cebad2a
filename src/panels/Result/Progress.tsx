// How far the picture is, at its foot.
import type { ReactElement } from 'react';
import { useApp } from '../../store/useApp.ts';
import { Bar } from '../../ui/Bar.tsx';
import { progressText } from './progressText.ts';

export function Progress(): ReactElement {
  const job = useApp((state) => state.job);
  const engine = useApp((state) => state.engine);
  return <Bar {...progressText(job, engine)} label="Progress" testId="progress" />;
}
