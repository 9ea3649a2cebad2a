// How much of the photo shines through.
import type { ReactElement } from 'react';
import { useT } from '../i18n/useT.ts';
import { Slider } from '../ui/Slider.tsx';

export interface PhotoSliderProps {
  /** Per cent. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function PhotoSlider({ value, onChange }: PhotoSliderProps): ReactElement {
  const t = useT();
  return (
    <Slider
      label={t('editors:photo')}
      {...{ min: 0, max: 100, step: 5, value, onChange }}
      text={`${value} %`}
      testId="editor-photo-opacity"
    />
  );
}
