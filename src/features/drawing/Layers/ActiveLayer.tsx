// What the active layer can be set to.
import { type ReactElement, useState } from 'react';
import { fitLayer, removeLayer, renameLayer, setLines, setOpacity } from '../layers.ts';
import { cleanUpLayer } from '../sketch.ts';
import type { Layer } from '../../../drawing/document.ts';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import field from '../../../ui/field.module.css';
import { Slider } from '../../../ui/Slider.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { layerName } from './layerName.ts';
import styles from './Layers.module.css';

export function ActiveLayer({ layer }: { layer: Layer }): ReactElement {
  const t = useT();
  const { id, opacity } = layer;
  return (
    <div className={styles['active']}>
      <div className={styles['row']}>
        <Name key={`${id} ${layerName(layer)}`} layer={layer} />
        <Button icon="clear" data-testid="layer-delete" onClick={() => removeLayer(id)}>
          {t('canvas:deleteLayer')}
        </Button>
      </div>
      <Slider
        label={t('canvas:opacity')}
        testId="layer-opacity"
        min={0}
        max={100}
        step={5}
        value={Math.round(opacity * 100)}
        text={t('canvas:zoomNow', { percent: Math.round(opacity * 100) })}
        onChange={(percent) => setOpacity(id, percent / 100)}
      />
      {layer.kind !== 'ink' && (
        <>
          <Switch
            label={t('canvas:countsAsLines')}
            about={t('canvas:countsAsLinesAbout')}
            on={layer.lines}
            testId="layer-lines"
            onChange={(on) => setLines(id, on)}
          />
          <div className={styles['row']}>
            <Button icon="broom" data-testid="layer-clean" onClick={() => void cleanUpLayer(id)}>
              {t('canvas:cleanUp')}
            </Button>
            {layer.place && (
              <Button icon="fit" data-testid="layer-fit" onClick={() => fitLayer(id)}>
                {t('canvas:fitLayer')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

/** Taken over with Enter or when the field is left. */
function Name({ layer }: { layer: Layer }): ReactElement {
  const t = useT();
  const before = layerName(layer);
  const [name, setName] = useState(before);
  const take = (): void => {
    if (name !== before) renameLayer(layer.id, name);
  };
  return (
    <input
      className={field['input']}
      aria-label={t('canvas:renameLayer')}
      data-testid="layer-rename"
      maxLength={60}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setName(before);
      }}
    />
  );
}
