// One layer in the list: shown or not, its name, its place. Alt and an arrow key on the name move it too.
import type { KeyboardEvent, ReactElement } from 'react';
import { moveLayer, selectLayer, toggleShown } from '../../actions/layers.ts';
import type { Layer } from '../../drawing/document.ts';
import { useT } from '../../i18n/useT.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { layerName } from './layerName.ts';
import styles from './Layers.module.css';

export interface LayerRowProps {
  readonly layer: Layer;
  readonly active: boolean;
  /** The topmost one. */
  readonly first: boolean;
  readonly last: boolean;
}

export function LayerRow({ layer, active, first, last }: LayerRowProps): ReactElement {
  const t = useT();
  const { id, shown } = layer;
  const name = layerName(layer);
  const guide = layer.kind !== 'ink' && !layer.lines;
  const onKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    moveLayer(id, event.key === 'ArrowUp' ? 1 : -1);
  };
  return (
    <li className={styles['layer']} data-active={active} data-shown={shown} data-testid="layer">
      <IconButton
        icon={shown ? 'eye' : 'hidden'}
        label={t(shown ? 'canvas:hideLayer' : 'canvas:showLayer', { name })}
        data-testid="layer-shown"
        onClick={() => toggleShown(id)}
      />
      <button
        type="button"
        className={styles['name']}
        aria-pressed={active}
        data-testid="layer-name"
        onClick={() => selectLayer(id)}
        onKeyDown={onKey}
      >
        <Icon name={layer.kind === 'ink' ? 'pen' : layer.kind === 'picture' ? 'photo' : 'hint'} size={16} />
        <span>{name}</span>
        {guide && <small>{t('canvas:guide')}</small>}
      </button>
      <IconButton
        icon="up"
        label={t('canvas:raiseLayer', { name })}
        disabled={first}
        data-testid="layer-up"
        onClick={() => moveLayer(id, 1)}
      />
      <IconButton
        icon="down"
        label={t('canvas:lowerLayer', { name })}
        disabled={last}
        data-testid="layer-down"
        onClick={() => moveLayer(id, -1)}
      />
    </li>
  );
}
