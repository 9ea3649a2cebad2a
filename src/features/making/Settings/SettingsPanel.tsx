// The settings, drawn from the records in `fields.ts`.
import { type ReactElement, useState } from 'react';
import { RNG_NAMES, SAMPLER_NAMES } from '../../../../workers/engine/api.ts';
import { followsPack, resetSettings, setOverrides } from '../../../state/changeSettings.ts';
import { useT } from '../../../i18n/useT.ts';
import { effectiveSettings, shapesOf } from '../../../state/settings.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import { NUMBER_FIELDS, RNG_LABELS, SAMPLER_LABELS } from './fields.ts';
import { WeightField } from '../../control/Control/WeightField.tsx';
import { SeedField } from './SeedField.tsx';
import { SizeFields } from './SizeFields.tsx';
import styles from './Settings.module.css';

const RNGS = RNG_NAMES.map((name) => ({ value: name, label: RNG_LABELS[name] }));
const SAMPLERS = SAMPLER_NAMES.map((name) => ({ value: name, label: SAMPLER_LABELS[name] }));

export function SettingsPanel(): ReactElement {
  const t = useT();
  const overrides = useApp((state) => state.overrides);
  const pack = useApp((state) => state.pack);
  const usual = useApp(followsPack);
  const { sampler } = effectiveSettings(overrides, pack);
  return (
    <section className={styles['settings']} aria-label={t('jobs:settings')} data-testid="settings">
      <SeedField />
      <NumberFields rare={false} />
      <WeightField />
      <ShapeField />
      <SizeFields />
      <div className={styles['last']}>
        <Select
          label={t('jobs:setSampler')}
          testId="sampler"
          value={sampler}
          options={SAMPLERS}
          onChange={(next) => setOverrides({ sampler: next })}
        />
        <IconButton
          icon="reset"
          label={t('jobs:setReset')}
          data-testid="reset"
          disabled={usual}
          onClick={resetSettings}
        />
      </div>
      <More />
    </section>
  );
}

function NumberFields({ rare }: { rare: boolean }): ReactElement[] {
  const t = useT();
  const overrides = useApp((state) => state.overrides);
  const pack = useApp((state) => state.pack);
  const settings = effectiveSettings(overrides, pack);
  return NUMBER_FIELDS.filter((field) => (field.rare ?? false) === rare).map(
    ({ key, label, about, digits, from = 0, testId, min, max, step }) => (
      <div key={key} title={t(about)}>
        <Slider
          {...{ testId, min, max, step }}
          label={t(label)}
          value={settings[key] + from}
          text={(settings[key] + from).toFixed(digits)}
          onChange={(value) => setOverrides({ [key]: value - from })}
        />
      </div>
    ),
  );
}

/** What hardly anybody needs; open where something of it is set. */
function More(): ReactElement {
  const t = useT();
  const { clipSkip, guidanceRescale, rng, vae } = useApp((state) => state.overrides);
  const set = [clipSkip, guidanceRescale, rng, vae].some((value) => value !== undefined);
  // Until somebody folds it, it is open where there is something to see, also when that comes from the storage later.
  const [chosen, setOpen] = useState<boolean | null>(null);
  const open = chosen ?? set;
  return (
    <div className={styles['more']}>
      <Disclosure title={t('jobs:setMore')} open={open} onToggle={setOpen} testId="settings-more">
        <div className={styles['settings']}>
          <NumberFields rare />
          <Select
            label={t('jobs:setRng')}
            testId="rng"
            value={rng ?? 'torch'}
            options={RNGS}
            onChange={(next) => setOverrides({ rng: next })}
          />
          <VaeField />
        </div>
      </Disclosure>
    </div>
  );
}

/** What decodes the pictures, where there is a choice. */
function VaeField(): ReactElement | null {
  const t = useT();
  const vae = useApp((state) => state.overrides.vae ?? '');
  const models = useApp((state) => state.shelf.models);
  const names = models.flatMap(({ kind, name }) => (kind === 'vae' ? [name] : []));
  if (names.length === 0 && vae === '') return null;
  const missing = vae !== '' && !names.includes(vae);
  const options = [
    { value: '', label: t('jobs:setVaeOwn') },
    ...names.map((name) => ({ value: name, label: name })),
    ...(missing ? [{ value: vae, label: t('jobs:setVaeMissing', { name: vae }) }] : []),
  ];
  return (
    <Select label="VAE" testId="vae" value={vae} options={options} onChange={(next) => setOverrides({ vae: next })} />
  );
}

/** The picture's shape, where the pack knows more than one. */
function ShapeField(): ReactElement | null {
  const t = useT();
  const pack = useApp((state) => state.pack);
  const overrides = useApp((state) => state.overrides);
  const shapes = shapesOf(pack);
  if (shapes.length < 2) return null;
  const { width, height } = effectiveSettings(overrides, pack);
  const options = shapes.map((shape) => {
    const size = `${shape.width} × ${shape.height}`;
    return { value: size, label: `${t(shape.label)}, ${size}` };
  });
  const own = `${width} × ${height}`;
  if (!options.some(({ value }) => value === own)) options.push({ value: own, label: own });
  const onChange = (value: string): void => {
    const shape = shapes.find((each) => `${each.width} × ${each.height}` === value);
    if (shape) setOverrides({ width: shape.width, height: shape.height });
  };
  return <Select label={t('jobs:setShape')} testId="shape" value={own} options={options} onChange={onChange} />;
}
