// All that can be set of a unit, drawn from its own lists of choices.
import type { ReactElement } from 'react';
import { CONTROL_MODES, type ControlMode, RESIZE_MODES, type ResizeMode } from '../../../../workers/engine/api.ts';
import { setUnit } from '../control.ts';
import { setResize } from '../../photo/photo.ts';
import { resizeOf } from '../../../control/hints.ts';
import type { Unit } from '../../../state/control.ts';
import { isOfPaper } from '../../../state/units.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { EMBEDDED } from '../../../machine/embedded.ts';
import { useApp } from '../../../state/useApp.ts';
import { RangeSlider } from '../../../ui/RangeSlider.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import styles from './Control.module.css';
import { NetField } from './NetField.tsx';
import { SourceField } from './SourceField.tsx';
import { weightOf, WEIGHT_RANGE } from './weight.ts';

const MODES: Readonly<Record<ControlMode, { readonly label: MessageKey; readonly about: MessageKey }>> = {
  balanced: { label: 'control:modeBalanced', about: 'control:aboutBalanced' },
  prompt: { label: 'control:modePrompt', about: 'control:aboutPrompt' },
  control: { label: 'control:modeControl', about: 'control:aboutControl' },
  positive: { label: 'control:modePositive', about: 'control:aboutPositive' },
  guess: { label: 'control:modeGuess', about: 'control:aboutGuess' },
};
/** The pack's own. */
const AUTO = '';
const RESIZES: Readonly<Record<ResizeMode, MessageKey>> = {
  just: 'control:resizeJust',
  crop: 'control:resizeCrop',
  fill: 'control:resizeFill',
};

export function UnitFields({ unit }: { unit: Unit }): ReactElement {
  const t = useT();
  const weight = useApp((state) => weightOf(unit, state.pack));
  const usual = useApp((state) => (state.pack ?? EMBEDDED).defaults.controlMode);
  const { id } = unit;
  return (
    <div className={styles['fields']}>
      <SourceField unit={unit} />
      <NetField unit={unit} />
      <Slider
        label={t('control:weight')}
        {...WEIGHT_RANGE}
        value={weight}
        text={weight.toFixed(2)}
        testId="unit-weight"
        onChange={(value) => setUnit(id, { weight: value })}
      />
      <RangeSlider
        label={t('control:range')}
        {...{ min: 0, max: 1, step: 0.05 }}
        value={[unit.start, unit.end]}
        thumbs={[t('control:rangeFrom'), t('control:rangeTo')]}
        format={(share) => t('control:percent', { value: Math.round(share * 100) })}
        testId="unit-range"
        onChange={([start, end]) => setUnit(id, { start, end })}
      />
      <div className={styles['mode']}>
        <Select
          label={t('control:mode')}
          testId="unit-mode"
          value={unit.mode ?? AUTO}
          options={[
            { value: AUTO, label: t('control:modeAuto', { mode: t(MODES[usual].label) }) },
            ...CONTROL_MODES.map((value) => ({ value, label: t(MODES[value].label) })),
          ]}
          onChange={(value) => setUnit(id, { mode: value === AUTO ? null : value })}
        />
        <p className={styles['note']}>{t(MODES[unit.mode ?? usual].about)}</p>
      </div>
      {!isOfPaper(unit.source) && <ResizeField unit={unit} />}
    </div>
  );
}

function ResizeField({ unit }: { unit: Unit }): ReactElement {
  const t = useT();
  const resize = useApp((state) => resizeOf(unit, state));
  return (
    <Select
      label={t('control:resize')}
      testId="unit-resize"
      value={resize}
      options={RESIZE_MODES.map((value) => ({ value, label: t(RESIZES[value]) }))}
      onChange={(value) => (unit.source.kind === 'map' ? setResize(value) : setUnit(unit.id, { resize: value }))}
    />
  );
}
