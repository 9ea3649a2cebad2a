// The layers, folded out under the tool bar: the topmost first, and below them what the active one can be set to.
import type { ReactElement } from 'react';
import { addLayer } from '../../actions/layers.ts';
import { activeLayer } from '../../drawing/document.ts';
import { useT } from '../../i18n/useT.ts';
import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { ActiveLayer } from './ActiveLayer.tsx';
import { LayerRow } from './LayerRow.tsx';
import styles from './Layers.module.css';

export function Layers(): ReactElement {
  const t = useT();
  const document = useApp((state) => state.drawing.present);
  const active = activeLayer(document);
  const top = document.layers.length - 1;
  return (
    <section className={styles['layers']} aria-label={t('canvas:layers')} data-testid="layers">
      <ol className={styles['list']} reversed>
        {document.layers.toReversed().map((layer, i) => (
          <LayerRow key={layer.id} layer={layer} active={layer.id === active.id} first={i === 0} last={i === top} />
        ))}
      </ol>
      <ActiveLayer layer={active} />
      <div className={styles['row']}>
        <Button icon="plus" data-testid="layer-add" onClick={addLayer}>
          {t('canvas:addLayer')}
        </Button>
      </div>
    </section>
  );
}
