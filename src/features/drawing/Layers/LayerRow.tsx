// One layer in the list: its handle, shown or not, its name, its place. Alt and an arrow key on the name move it too.
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { selectLayer, toggleShown } from '../layers.ts';
import type { Layer } from '../../../drawing/document.ts';
import { useT } from '../../../i18n/useT.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { DragHandle } from '../../../ui/DragHandle.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { layerName } from './layerName.ts';
import styles from './Layers.module.css';

export interface LayerRowProps {
  readonly layer: Layer;
  readonly active: boolean;
  /** The topmost one. */
  readonly first: boolean;
  readonly last: boolean;
  readonly dragged: boolean;
  readonly onGrab: (event: PointerEvent, id: string) => void;
  /** By so many places down the list; the focus goes on to what is named. */
  readonly onMove: (by: number, focus: string) => void;
}

export function LayerRow({ layer, active, first, last, dragged, onGrab, onMove }: LayerRowProps): ReactElement {
  const t = useT();
  const { id, shown } = layer;
  const name = layerName(layer);
  return (
    <li
      className={styles['layer']}
      data-id={id}
      data-active={active}
      data-shown={shown}
      data-dragged={dragged}
      data-testid="layer"
    >
      <DragHandle
        name={name}
        testId="layer-handle"
        dragged={dragged}
        onGrab={(event) => onGrab(event, id)}
        onMove={(by) => onMove(by, 'layer-handle')}
      />
      <IconButton
        icon={shown ? 'eye' : 'hidden'}
        label={t(shown ? 'canvas:hideLayer' : 'canvas:showLayer', { name })}
        data-testid="layer-shown"
        onClick={() => toggleShown(id)}
      />
      <NameButton layer={layer} active={active} onMove={onMove} />
      <IconButton
        icon="up"
        label={t('canvas:raiseLayer', { name })}
        disabled={first}
        data-testid="layer-up"
        onClick={() => onMove(-1, 'layer-up')}
      />
      <IconButton
        icon="down"
        label={t('canvas:lowerLayer', { name })}
        disabled={last}
        data-testid="layer-down"
        onClick={() => onMove(1, 'layer-down')}
      />
    </li>
  );
}

/** Makes the layer the one that the hand works on. */
function NameButton({ layer, active, onMove }: Pick<LayerRowProps, 'layer' | 'active' | 'onMove'>): ReactElement {
  const t = useT();
  const onKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1, 'layer-name');
  };
  return (
    <button
      type="button"
      className={styles['name']}
      aria-pressed={active}
      data-testid="layer-name"
      onClick={() => selectLayer(layer.id)}
      onKeyDown={onKey}
    >
      <Icon name={layer.kind === 'ink' ? 'pen' : layer.kind === 'picture' ? 'photo' : 'hint'} size={16} />
      <span>{layerName(layer)}</span>
      {layer.kind !== 'ink' && !layer.lines && <small>{t('canvas:guide')}</small>}
    </button>
  );
}
