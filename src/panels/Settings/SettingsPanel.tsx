// The settings, drawn from the records in `fields.ts`.
import type { ReactElement } from 'react';
import { SAMPLER_NAMES } from '../../../workers/engine/api.ts';
import { followsPack, resetSettings, setOverrides } from '../../actions/settings.ts';
import { effectiveSettings, shapesOf } from '../../store/settings.ts';
import { useApp } from '../../store/useApp.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { NUMBER_FIELDS, SAMPLER_LABELS } from './fields.ts';
import { WeightField } from '../Control/WeightField.tsx';
import { SeedField } from './SeedField.tsx';
import styles from './Settings.module.css';

const SAMPLERS = SAMPLER_NAMES.map((name) => ({ value: name, label: SAMPLER_LABELS[name] }));

export function SettingsPanel(): ReactElement {
  const overrides = useApp((state) => state.overrides);
  const pack = useApp((state) => state.pack);
  const usual = useApp(followsPack);
  const settings = effectiveSettings(overrides, pack);
  return (
    <section className={styles['settings']} aria-label="Settings" data-testid="settings">
      <SeedField />
      {NUMBER_FIELDS.map(({ key, digits, about, ...range }) => (
        <div key={key} title={about}>
          <Slider
            {...range}
            value={settings[key]}
            text={settings[key].toFixed(digits)}
            onChange={(value) => setOverrides({ [key]: value })}
          />
        </div>
      ))}
      <WeightField />
      <ShapeField />
      <div className={styles['last']}>
        <Select
          label="Sampler"
          testId="sampler"
          value={settings.sampler}
          options={SAMPLERS}
          onChange={(sampler) => setOverrides({ sampler })}
        />
        <IconButton
          icon="reset"
          label="Back to the model's own settings"
          data-testid="reset"
          disabled={usual}
          onClick={resetSettings}
        />
      </div>
    </section>
  );
}

/** The picture's shape, where the pack knows more than one. */
function ShapeField(): ReactElement | null {
  const pack = useApp((state) => state.pack);
  const overrides = useApp((state) => state.overrides);
  const shapes = shapesOf(pack);
  if (shapes.length < 2) return null;
  const { width, height } = effectiveSettings(overrides, pack);
  const options = shapes.map((shape) => {
    const size = `${shape.width} × ${shape.height}`;
    return { value: size, label: `${shape.label}, ${size}` };
  });
  const onChange = (value: string): void => {
    const shape = shapes.find((each) => `${each.width} × ${each.height}` === value);
    if (shape) setOverrides({ width: shape.width, height: shape.height });
  };
  return <Select label="Shape" testId="shape" value={`${width} × ${height}`} options={options} onChange={onChange} />;
}
