// The layers, folded out under the tool bar: the topmost first, and below them what the active one can be set to.
import { type ReactElement, useRef, useState } from 'react';
import { addLayer, moveLayer } from '../layers.ts';
import { activeLayer } from '../../../drawing/document.ts';
import { useT } from '../../../i18n/useT.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import spoken from '../../../ui/spoken.module.css';
import { useDragOrder } from '../../../ui/useDragOrder.ts';
import { useFocusIn } from '../../../ui/useFocusIn.ts';
import { ActiveLayer } from './ActiveLayer.tsx';
import { layerName } from './layerName.ts';
import { LayerRow } from './LayerRow.tsx';
import styles from './Layers.module.css';

export function Layers(): ReactElement {
  const t = useT();
  const document = useApp((state) => state.drawing.present);
  const active = activeLayer(document);
  const top = document.layers.length - 1;
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const focusNext = useFocusIn(list);
  const move = (id: string, by: number, focus: string, drag?: string): void => {
    moveLayer(id, -by, drag); // up is towards the eye
    const { layers } = store.getState().drawing.present;
    const at = layers.findIndex((layer) => layer.id === id);
    const layer = layers[at];
    if (!layer) return;
    setSaid(t('common:movedTo', { name: layerName(layer), place: layers.length - at, count: layers.length }));
    // A button that has nothing more to do cannot keep the focus.
    const ends = (focus === 'layer-up' && at === layers.length - 1) || (focus === 'layer-down' && at === 0);
    focusNext(id, ends ? 'layer-handle' : focus);
  };
  const drag = useDragOrder(list, (id, by, hand) => move(id, by, 'layer-handle', hand));
  return (
    <section className={styles['layers']} aria-label={t('canvas:layers')} data-testid="layers">
      <ol ref={list} className={styles['list']} reversed>
        {document.layers.toReversed().map((layer, i) => (
          <LayerRow
            key={layer.id}
            layer={layer}
            active={layer.id === active.id}
            first={i === 0}
            last={i === top}
            dragged={drag.dragged === layer.id}
            onGrab={drag.grab}
            onMove={(by, focus) => move(layer.id, by, focus)}
          />
        ))}
      </ol>
      <ActiveLayer layer={active} />
      <div className={styles['row']}>
        <Button icon="plus" data-testid="layer-add" onClick={addLayer}>
          {t('canvas:addLayer')}
        </Button>
      </div>
      <p role="status" className={spoken['spoken']} data-testid="layers-voice">
        {said}
      </p>
    </section>
  );
}
