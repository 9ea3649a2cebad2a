// How the map is made: the preprocessor and its sliders, drawn from its description.
import type { ReactElement } from 'react';
import { RESIZE_MODES, type ResizeMode } from '../../../workers/engine/api.ts';
import {
  forgetWeights,
  resetParams,
  setParam,
  setPixelPerfect,
  setPreprocessor,
  setResize,
} from '../../actions/photo.ts';
import { CHOICES, chosen, hasResolution, paramsOf, shownSliders } from '../../photo/choice.ts';
import { effectiveSettings } from '../../store/settings.ts';
import { useApp } from '../../store/useApp.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { megabytes } from '../Result/progressText.ts';
import styles from './Photo.module.css';

const RESIZE_LABELS: Readonly<Record<ResizeMode, string>> = {
  just: 'Stretch it',
  crop: 'Crop it',
  fill: 'Fit it in whole',
};
const RESIZES = RESIZE_MODES.map((value) => ({ value, label: RESIZE_LABELS[value] }));

export function Controls(): ReactElement {
  const photo = useApp((state) => state.photo);
  const overrides = useApp((state) => state.overrides);
  const pack = useApp((state) => state.pack);
  const meta = chosen(photo);
  const params = paramsOf(photo, effectiveSettings(overrides, pack));
  return (
    <div className={styles['controls']}>
      <Kind />
      {shownSliders(photo).map(({ key, label, min, max, step }) => (
        <Slider
          key={key}
          {...{ label, min, max, step }}
          value={params[key] ?? min}
          text={shortened(params[key] ?? min)}
          testId={`param-${key}`}
          onChange={(value) => setParam(key, value)}
        />
      ))}
      {hasResolution(meta) && (
        <Switch
          label="Pixel-perfect"
          about={
            photo.pixelPerfect && photo.photo
              ? `Resolution ${params['resolution'] ?? 0}, as the picture needs it.`
              : 'The resolution follows the wanted picture.'
          }
          on={photo.pixelPerfect}
          testId="pixel-perfect"
          onChange={setPixelPerfect}
        />
      )}
      <Select
        label="Where its shape is not the picture's"
        testId="map-resize"
        value={photo.resize}
        options={RESIZES}
        onChange={setResize}
      />
    </div>
  );
}

/** A slider's value without the dust of binary fractions. */
function shortened(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** Which preprocessor, and what it is. */
function Kind(): ReactElement {
  const photo = useApp((state) => state.photo);
  const meta = chosen(photo);
  return (
    <div className={styles['kind']}>
      <div className={styles['choice']}>
        <Select
          label="Turn it into"
          testId="preprocessor"
          value={meta.name}
          options={CHOICES}
          onChange={setPreprocessor}
        />
        <IconButton
          icon="reset"
          label="Back to the usual values"
          data-testid="map-reset"
          disabled={Object.keys(photo.params[meta.name] ?? {}).length === 0}
          onClick={resetParams}
        />
      </div>
      <p className={styles['note']}>{meta.about}</p>
      {meta.weights && photo.agreed.includes(meta.weights.url) && (
        <Button look="quiet" icon="clear" data-testid="map-forget" onClick={() => void forgetWeights()}>
          Delete its download ({megabytes(meta.weights.bytes)} MB)
        </Button>
      )}
    </div>
  );
}
