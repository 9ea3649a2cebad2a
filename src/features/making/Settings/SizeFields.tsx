// The picture's sides in numbers, and the photo's shape; for models that know more than one size.
import { type ReactElement, useId, useState } from 'react';
import { setOverrides } from '../../../state/changeSettings.ts';
import { useT } from '../../../i18n/useT.ts';
import { effectiveSettings, fittedSide, MAX_SIDE, shapesOf, sizeLike } from '../../../state/settings.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import field from '../../../ui/field.module.css';

export function SizeFields(): ReactElement | null {
  const t = useT();
  const pack = useApp((state) => state.pack);
  const overrides = useApp((state) => state.overrides);
  const photo = useApp((state) => state.photo.photo);
  if (!pack || shapesOf(pack).length < 2) return null;
  const { width, height } = effectiveSettings(overrides, pack);
  const step = pack.sizeMultiple;
  const like = photo && sizeLike(photo, pack);
  return (
    <>
      <Side
        label={t('jobs:setWidth')}
        testId="width"
        value={width}
        step={step}
        onSet={(to) => setOverrides({ width: to })}
      />
      <Side
        label={t('jobs:setHeight')}
        testId="height"
        value={height}
        step={step}
        onSet={(to) => setOverrides({ height: to })}
      />
      {like && (like.width !== width || like.height !== height) && (
        <Button data-testid="size-of-photo" onClick={() => setOverrides(like)}>
          {t('jobs:setSizeOfPhoto')}
        </Button>
      )}
    </>
  );
}

interface SideProps {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly step: number;
  readonly onSet: (side: number) => void;
}

/** What is typed holds when the field is left, in the model's steps: half a number is no size. */
function Side({ label, testId, value, step, onSet }: SideProps): ReactElement {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const take = (): void => {
    const side = Number(typed);
    if (typed !== null && typed.trim() !== '' && Number.isFinite(side)) onSet(fittedSide(side, step));
    setTyped(null);
  };
  return (
    <div className={field['field']}>
      <label className={field['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={field['input']}
        type="number"
        inputMode="numeric"
        {...{ min: step, max: MAX_SIDE, step, value: typed ?? value }}
        data-testid={testId}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </div>
  );
}
