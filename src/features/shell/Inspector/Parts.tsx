// What is in the inspector, from what is drawn to how the picture is made.
import type { ReactElement } from 'react';
import { toggleLayers } from '../../../state/layout.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { ControlSlot } from '../../control/Control/ControlSlot.tsx';
import { SettingsPanel } from '../../making/Settings/SettingsPanel.tsx';
import { StartSlot } from '../../control/Start/StartSlot.tsx';

const Layers = onDemand(() => import('../../drawing/Layers/Layers.tsx').then((it) => it.Layers));

export function Parts(): ReactElement {
  return (
    <>
      <LayersPart />
      <ControlSlot />
      <StartSlot />
      <SettingsPanel />
    </>
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
