// How strongly a LoRA on this device acts: the slider reads and writes its tag in the prompt.
import type { ReactElement } from 'react';
import { setPrompt } from '../../../state/changeSettings.ts';
import { loraWeight, withLora } from '../../../control/loraTag.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Slider } from '../../../ui/Slider.tsx';

/** Beyond this words and pictures fall apart; the prompt takes more. */
const MOST = 2;

export function LoraStrength({ name }: { name: string }): ReactElement {
  const t = useT();
  const prompt = useApp((state) => state.prompt);
  const weight = loraWeight(prompt, name);
  return (
    <Slider
      label={t('shell:loraStrength')}
      min={Math.min(0, weight)}
      max={Math.max(MOST, weight)}
      step={0.05}
      value={weight}
      text={weight === 0 ? t('shell:loraOff') : weight.toFixed(2)}
      testId={`lora-strength-${name}`}
      onChange={(value) => setPrompt(withLora(prompt, name, value))}
    />
  );
}
