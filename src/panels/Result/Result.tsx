// The result: the picture or its place, what is happening to it, and what went wrong.
import { type ReactElement, useEffect, useRef } from 'react';
import { ResultCanvas } from '../../canvas/ResultCanvas.tsx';
import { isBusy } from '../../actions/generate.ts';
import { useApp } from '../../store/useApp.ts';
import { ErrorCard } from './ErrorCard.tsx';
import { Footer } from './Footer.tsx';
import { Progress } from './Progress.tsx';
import styles from './Result.module.css';

export function Result(): ReactElement {
  const job = useApp((state) => state.job);
  const hasResult = useApp((state) => state.result !== null);
  const stage = useRef<HTMLDivElement>(null);
  const busy = isBusy(job);
  // On phones the picture lies below the button that starts it.
  useEffect(() => {
    if (busy) stage.current?.scrollIntoView({ block: 'nearest' });
  }, [busy]);
  const forming = job.status === 'running' && job.step > 0;
  const label = forming ? 'The picture in the making' : hasResult ? 'The finished picture' : 'No picture yet';
  const idle = !hasResult && !busy && job.status !== 'failed';
  return (
    <section className={styles['result']} aria-label="The picture" id="result">
      <div ref={stage} className={styles['stage']} data-state={job.status} data-filled={hasResult || forming}>
        <ResultCanvas label={label} />
        {idle && <p className={styles['empty']}>Your picture appears here</p>}
        {busy && <Progress />}
        {job.status === 'failed' && <ErrorCard error={job.error} />}
      </div>
      <Footer />
    </section>
  );
}
