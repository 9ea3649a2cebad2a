// The result: the picture or its place, what is happening to it, and what went wrong.
import type { ReactElement } from 'react';
import { openGroup } from '../group.ts';
import { isBusy } from '../job.ts';
import { ResultCanvas } from '../../../canvas/ResultCanvas.tsx';
import { useT } from '../../../i18n/useT.ts';
import { pictureOf } from '../../../jobs/stock.ts';
import type { Group, View } from '../../../state/jobTypes.ts';
import type { ResultInfo } from '../../../state/types.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { ErrorCard } from './ErrorCard.tsx';
import { EmptyPicture } from './EmptyPicture.tsx';
import { Footer } from './Footer.tsx';
import { Progress } from './Progress.tsx';
import styles from './Result.module.css';
import { usePictureHand } from './usePictureHand.ts';

const Compare = onDemand(() => import('./Compare.tsx').then((it) => it.Compare));
const GridView = onDemand(() => import('./GridView.tsx').then((it) => it.GridView));
const Recolour = onDemand(() => import('../Finish/Recolour.tsx').then((it) => it.Recolour));
const PictureTools = onDemand(() => import('./PictureTools.tsx').then((it) => it.PictureTools));
const GroupView = onDemand(() => import('./GroupView.tsx').then((it) => it.GroupView));

export function Result(): ReactElement {
  const t = useT();
  const job = useApp((state) => state.job);
  const view = useApp((state) => state.view);
  const groups = useApp((state) => state.groups);
  const result = useApp((state) => state.result);
  const busy = isBusy(job);
  const forming = job.status === 'running' && job.step > 0;
  const label = result && !forming ? nameOf(t, result) : t(forming ? 'jobs:pictureForming' : 'jobs:pictureNone');
  const drawn = useApp((state) => state.live.status === 'draws');
  const { recolours, ...hand } = usePictureHand();
  const seeThrough = useApp(({ clean, finish }) => clean?.drawn === true && finish.background === 'transparent');
  const choosing = useApp(({ region, view: { kind } }) => region !== null && kind === 'picture');
  const idle = !result && !busy && !drawn && job.status !== 'failed';
  return (
    <section className={styles['result']} aria-label={t('jobs:picture')} id="result">
      <div className={styles['stage']} data-state={job.status} data-filled={result !== null || forming}>
        <ResultCanvas
          label={label}
          shown={result?.id ?? ''}
          seeThrough={seeThrough}
          clickable={recolours && !busy}
          {...hand}
        />
        <Over view={view} groups={groups} result={result?.id} />
        {idle && view.kind === 'picture' && <EmptyPicture />}
        {busy && <Progress bare={view.kind === 'group'} />}
        {job.status === 'failed' && <ErrorCard error={job.error} />}
        {result && !busy && view.kind === 'picture' && <PictureTools id={result.id} />}
        {choosing && <Recolour />}
      </div>
      <Footer />
    </section>
  );
}

/** What screen readers call the picture: its words and its seed. */
function nameOf(t: ReturnType<typeof useT>, { id, seed }: ResultInfo): string {
  return t('jobs:recentPicture', { words: pictureOf(id)?.record.prompt.trim() || t('jobs:noWords'), seed });
}

interface OverProps {
  readonly view: View;
  readonly groups: readonly Group[];
  /** The id of the shown picture. */
  readonly result: string | undefined;
}

/** What lies over the picture: those that were asked for together, two to compare, or the way back to a group. */
function Over({ view, groups, result }: OverProps): ReactElement | null {
  if (view.kind === 'compare') return <Compare {...view} />;
  const group = view.kind === 'group' ? groups.find(({ id }) => id === view.group) : undefined;
  if (group?.axes) return <GridView group={group} x={group.axes.x} y={group.axes.y} />;
  return group ? <GroupView group={group} /> : <BackToGroup id={result} groups={groups} />;
}

/** The way from one picture back to all that were asked for with it. */
function BackToGroup({ id, groups }: { id: string | undefined; groups: readonly Group[] }): ReactElement | null {
  const t = useT();
  const group = groups.find(({ jobs }) => jobs.length > 1 && jobs.some((job) => job === id));
  const busy = useApp((state) => isBusy(state.job) && state.following);
  if (!group || busy) return null;
  return (
    <div className={styles['back']}>
      <Button icon="grid" data-testid="back-to-group" onClick={() => openGroup(group.id)}>
        {t('jobs:backToGroup', { count: group.jobs.length })}
      </Button>
    </div>
  );
}
