// The settings that a LoRA for few steps is made for, with one press and back.
import type { ReactElement } from 'react';
import { type Fast, isFast, toggleFast } from '../fast.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';

export function FastSwitch({ name, fast }: { name: string; fast: Fast }): ReactElement {
  const t = useT();
  const on = useApp((state) => isFast(state, name, fast));
  return (
    <Button aria-pressed={on} data-testid={`fast-${name}`} onClick={() => toggleFast(name, fast)}>
      {on ? t('shell:fastOff') : t('shell:fastUse', { steps: fast.steps })}
    </Button>
  );
}
