// How the map is made: the preprocessor and its sliders, drawn from its description.
import type { ReactElement } from 'react';
import { RESIZE_MODES, type ResizeMode } from '../../../../workers/engine/api.ts';
import type { NumberParam } from '../../../../workers/preprocess/api.ts';
import { forgetWeights, resetParams, setParam, setPixelPerfect, setPreprocessor, setResize } from '../photo.ts';
import { formatBytes } from '../../../i18n/format.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { said } from '../../../i18n/said.ts';
import { useT } from '../../../i18n/useT.ts';
import { chosen, hasResolution, paramsOf, shownSliders } from '../../../photo/choice.ts';
import { effectiveSettings } from '../../../state/settings.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { choices } from './choices.ts';
import styles from './Photo.module.css';

const RESIZES: Readonly<Record<ResizeMode, MessageKey>> = {
  just: 'control:resizeJust',
  crop: 'control:resizeCrop',
  fill: 'control:resizeFill',
};

export function Controls(): ReactElement {
  const t = useT();
  const photo = useApp((state) => state.photo);
  const overrides = useApp((state) => state.overrides);
  const pack = useApp((state) => state.pack);
  const meta = chosen(photo);
  const params = paramsOf(photo, effectiveSettings(overrides, pack));
  return (
    <div className={styles['controls']}>
      <Kind />
      {shownSliders(photo).map((param) => (
        <Param key={param.key} param={param} value={params[param.key] ?? param.min} />
      ))}
      {hasResolution(meta) && (
        <Switch
          label={t('photo:pixelPerfect')}
          about={
            photo.pixelPerfect && photo.photo
              ? t('photo:pixelPerfectNow', { value: params['resolution'] ?? 0 })
              : t('photo:pixelPerfectAbout')
          }
          on={photo.pixelPerfect}
          testId="pixel-perfect"
          onChange={setPixelPerfect}
        />
      )}
      <Select
        label={t('control:resize')}
        testId="map-resize"
        value={photo.resize}
        options={RESIZE_MODES.map((value) => ({ value, label: t(RESIZES[value]) }))}
        onChange={setResize}
      />
    </div>
  );
}

function Param({ param, value }: { readonly param: NumberParam; readonly value: number }): ReactElement {
  const { key, label, flag, min, max, step } = param;
  const shared = { label: said(label), testId: `param-${key}` };
  if (flag) return <Switch {...shared} on={value === 1} onChange={(on) => setParam(key, on ? 1 : 0)} />;
  return (
    <Slider
      {...shared}
      {...{ min, max, step, value }}
      text={shortened(value)}
      onChange={(next) => setParam(key, next)}
    />
  );
}

/** A slider's value without the dust of binary fractions. */
function shortened(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** Which preprocessor, and what it is. */
function Kind(): ReactElement {
  const t = useT();
  const photo = useApp((state) => state.photo);
  const meta = chosen(photo);
  return (
    <div className={styles['kind']}>
      <div className={styles['choice']}>
        <Select
          label={t('control:preprocessor')}
          testId="preprocessor"
          value={meta.name}
          options={choices()}
          onChange={setPreprocessor}
        />
        <IconButton
          icon="reset"
          label={t('photo:reset')}
          data-testid="map-reset"
          disabled={Object.keys(photo.params[meta.name] ?? {}).length === 0}
          onClick={resetParams}
        />
      </div>
      <p className={styles['note']}>{said(meta.about)}</p>
      {meta.weights && photo.agreed.includes(meta.weights.url) && (
        <Button look="quiet" icon="clear" data-testid="map-forget" onClick={() => void forgetWeights()}>
          {t('photo:forget', { size: formatBytes(meta.weights.bytes) })}
        </Button>
      )}
    </div>
  );
}
