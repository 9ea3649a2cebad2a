// At the side, or on a phone a sheet at the foot: layers, what the picture follows, what it starts from, its settings.
import { type ReactElement, useState } from 'react';
import { toggleInspector, toggleLayers } from '../../actions/layout.ts';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { ControlSlot } from '../Control/ControlSlot.tsx';
import { SettingsPanel } from '../Settings/SettingsPanel.tsx';
import { StartSlot } from '../Start/StartSlot.tsx';
import styles from './Inspector.module.css';

const Layers = onDemand(() => import('../Layers/Layers.tsx').then((it) => it.Layers));

export function Inspector({ className }: { className?: string | undefined }): ReactElement | null {
  const t = useT();
  const open = useApp((state) => state.inspector);
  // On a phone the sheet leaves the paper in sight, or takes the whole window.
  const [tall, setTall] = useState(false);
  if (!open) return null;
  return (
    <aside
      className={`${className} ${styles['inspector']}`}
      data-tall={tall}
      aria-label={t('shell:inspector')}
      data-testid="inspector"
    >
      <div className={styles['head']}>
        <h2>{t('shell:inspector')}</h2>
        <span className={styles['tall']}>
          <IconButton
            icon={tall ? 'down' : 'up'}
            label={t(tall ? 'shell:sheetLess' : 'shell:sheetMore')}
            data-testid="inspector-tall"
            onClick={() => setTall(!tall)}
          />
        </span>
        <IconButton icon="close" label={t('common:close')} data-testid="inspector-close" onClick={toggleInspector} />
      </div>
      <div className={styles['parts']}>
        <LayersPart />
        <ControlSlot />
        <StartSlot />
        <SettingsPanel />
      </div>
    </aside>
  );
}

function LayersPart(): ReactElement {
  const t = useT();
  const open = useApp((state) => state.unfolded === 'layers');
  const count = useApp((state) => state.drawing.present.layers.length);
  return (
    <Disclosure
      title={t('canvas:layers')}
      summary={String(count)}
      open={open}
      onToggle={(next) => {
        if (next !== open) toggleLayers();
      }}
      testId="layers-panel"
    >
      <Layers />
    </Disclosure>
  );
}
