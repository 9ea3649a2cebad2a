// From-to on one track: two thumbs that do not pass each other. Behaviour: Base UI (15 kB gzip: load what uses it lazily).
import { Slider as Base } from '@base-ui/react/slider';
import { type ReactElement, useId } from 'react';
import styles from './RangeSlider.module.css';
import type { Range } from './Slider.tsx';

export interface RangeSliderProps extends Range {
  readonly value: readonly [from: number, to: number];
  readonly onChange: (value: readonly [from: number, to: number]) => void;
  /** Names of the two thumbs for screen readers. */
  readonly thumbs: readonly [from: string, to: string];
  /** A value as shown and read out; default: the number. */
  readonly format?: (value: number) => string;
  /** The thumbs' inputs are `<testId>-from` and `<testId>-to`. */
  readonly testId: string;
}

export function RangeSlider(props: RangeSliderProps): ReactElement {
  const { label, min, max, step, value, onChange, thumbs, format = String, testId } = props;
  const id = useId();
  return (
    <Base.Root
      {...{ min, max, step }}
      value={value}
      thumbCollisionBehavior="none"
      aria-labelledby={id}
      onValueChange={(next) => {
        const [from, to] = next as unknown as readonly number[];
        if (from !== undefined && to !== undefined) onChange([from, to]);
      }}
      className={styles['slider']}
      data-testid={testId}
    >
      <div className={styles['head']}>
        <span id={id}>{label}</span>
        <output>{value.map(format).join(' – ')}</output>
      </div>
      <Base.Control className={styles['control']}>
        <Base.Track className={styles['track']}>
          <Base.Indicator className={styles['between']} />
          {thumbs.map((name, index) => (
            <Base.Thumb
              key={index}
              index={index}
              className={styles['thumb']}
              getAriaLabel={() => name}
              getAriaValueText={(_, number) => format(number)}
              inputRef={(input) => {
                if (input) input.dataset['testid'] = `${testId}-${index === 0 ? 'from' : 'to'}`;
              }}
            />
          ))}
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
