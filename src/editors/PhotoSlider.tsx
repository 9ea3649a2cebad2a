// How much of the photo shines through.
import type { ReactElement } from 'react';
import { Slider } from '../ui/Slider.tsx';

export interface PhotoSliderProps {
  /** Per cent. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function PhotoSlider({ value, onChange }: PhotoSliderProps): ReactElement {
  return (
    <Slider
      label="Photo"
      {...{ min: 0, max: 100, step: 5, value, onChange }}
      text={`${value} %`}
      testId="editor-photo-opacity"
    />
  );
}
