// Below the picture: what it is, how to keep it, and what to do with it next.
import { type ReactElement, useState } from 'react';
import { toggleCompare } from '../compare.ts';
import { download, vary } from '../onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import styles from './Result.module.css';

const GridDialog = onDemand(() => import('../Grid/GridDialog.tsx').then((it) => it.GridDialog));
const FinishBar = onDemand(() => import('../Finish/FinishBar.tsx').then((it) => it.FinishBar));
const SaveMenu = onDemand(() => import('../Finish/SaveMenu.tsx').then((it) => it.SaveMenu));
const LiveNote = onDemand(() => import('../Live/LiveNote.tsx').then((it) => it.LiveNote));

export function Footer(): ReactElement {
  const t = useT();
  const live = useApp((state) => state.live.on);
  const result = useApp((state) => state.result);
  const comparing = useApp((state) => state.view.kind === 'compare');
  return (
    <div className={styles['footer']}>
      <div className={styles['about']}>
        {live && <LiveNote />}
        <p className={styles['facts']} data-testid="facts">
          {result
            ? t(result.totalMs > 0 ? 'jobs:facts' : 'jobs:factsOfFile', {
                width: result.width,
                height: result.height,
                seconds: (result.totalMs / 1000).toFixed(1),
                seed: result.seed,
              })
            : t('jobs:made')}
        </p>
      </div>
      {result && <FinishBar />}
      <div className={styles['actions']}>
        <More hasResult={result !== null} />
        <IconButton
          icon="compare"
          label={t('jobs:compare')}
          disabled={!result}
          aria-pressed={comparing}
          data-testid="compare-toggle"
          onClick={toggleCompare}
        />
        <Button icon="download" disabled={!result} onClick={download} data-testid="download">
          <span className={styles['saveText']}>{t('jobs:savePng')}</span>
        </Button>
        <span className={styles['saveMenu']}>{result && <SaveMenu />}</span>
      </div>
    </div>
  );
}

/** More pictures: variations of this one, or a grid over two settings. */
function More({ hasResult }: { hasResult: boolean }): ReactElement {
  const t = useT();
  const [grid, setGrid] = useState(false);
  const command = { kind: 'command', disabled: !hasResult } as const;
  return (
    <>
      <Menu
        label={t('jobs:variations')}
        icon="variations"
        bare
        testId="more"
        entries={[
          { ...command, id: 'others', label: t('jobs:varyOthers'), onSelect: () => vary('others') },
          { ...command, id: 'close', label: t('jobs:varyClose'), onSelect: () => vary('close') },
          { kind: 'line', id: 'line' },
          { kind: 'command', id: 'grid', icon: 'grid', label: t('jobs:gridOpen'), onSelect: () => setGrid(true) },
        ]}
      />
      {grid && <GridDialog onClose={() => setGrid(false)} />}
    </>
  );
}
