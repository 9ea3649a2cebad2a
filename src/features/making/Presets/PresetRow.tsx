// One preset: a press puts it on or takes it off.
import { type ReactElement, useState } from 'react';
import { chooseModel, packRef } from '../../models/models.ts';
import { isOn } from '../presets.ts';
import { said } from '../../../i18n/said.ts';
import { useT } from '../../../i18n/useT.ts';
import type { Preset } from '../../../state/presets.ts';
import type { Failure } from '../../../machine/failure.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import styles from './Presets.module.css';

interface PresetRowProps {
  readonly preset: Preset;
  readonly onPress: () => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

export function PresetRow({ preset, onPress, onEdit, onDelete }: PresetRowProps): ReactElement {
  const t = useT();
  const { name, prompt, negativePrompt, overrides, model } = preset;
  const on = useApp((state) => isOn(preset, state));
  const other = useApp(({ pack }) => model !== null && pack !== null && pack.id !== model.id);
  const [failure, setFailure] = useState<Failure | null>(null);
  const about = [
    prompt,
    negativePrompt && `− ${negativePrompt}`,
    overrides && t('presets:settingsOf'),
    model && t('presets:modelOf', { name: model.name }),
  ].filter((part) => part !== null && part !== '');
  return (
    <li className={styles['row']} data-testid="preset">
      <button type="button" aria-pressed={on} data-testid="preset-apply" onClick={onPress}>
        <strong dir="auto">{name}</strong>
        <small dir="auto">{about.join(' · ')}</small>
      </button>
      {other && model && (
        <Button data-testid="preset-model" onClick={() => void chooseModel(packRef(model.id)).then(setFailure)}>
          {t('presets:useModel', { name: model.name })}
        </Button>
      )}
      <IconButton icon="pen" label={t('presets:edit', { name })} data-testid="preset-edit" onClick={onEdit} />
      <IconButton icon="clear" label={t('presets:remove', { name })} data-testid="preset-delete" onClick={onDelete} />
      {failure && (
        <p role="alert" className={styles['problem']}>
          {said(failure.message)} {said(failure.hint)}
        </p>
      )}
    </li>
  );
}
