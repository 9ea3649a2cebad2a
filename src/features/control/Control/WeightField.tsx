// How strictly the picture follows the drawing: the first unit's weight with a plain face.
import type { ReactElement } from 'react';
import { setUnit } from '../control.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Slider } from '../../../ui/Slider.tsx';
import { weightOf, WEIGHT_RANGE } from './weight.ts';

export function WeightField(): ReactElement | null {
  const t = useT();
  const unit = useApp((state) => state.units[0]);
  const pack = useApp((state) => state.pack);
  if (!unit) return null;
  const value = weightOf(unit, pack);
  return (
    <div title={t('control:weightAbout')}>
      <Slider
        label={t('control:followDrawing')}
        {...WEIGHT_RANGE}
        value={value}
        text={value.toFixed(2)}
        testId="control-weight"
        onChange={(weight) => setUnit(unit.id, { weight })}
      />
    </div>
  );
}
