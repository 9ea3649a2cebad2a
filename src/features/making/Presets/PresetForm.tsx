// A preset's name, words and what it takes along. A new one begins with what the page has.
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { MOST_NAME, type Preset } from '../../../state/presets.ts';
import { store } from '../../../state/store.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import field from '../../../ui/field.module.css';
import { MOST_CHARS } from '../../../words/join.ts';
import styles from './Presets.module.css';

interface PresetFormProps {
  /** null: a new one. */
  readonly preset: Preset | null;
  readonly onSave: (preset: Preset) => void;
  readonly onCancel: () => void;
}

export function PresetForm({ preset, onSave, onCancel }: PresetFormProps): ReactElement {
  const t = useT();
  const pack = useApp((state) => state.pack);
  const [start] = useState(() => preset ?? store.getState());
  const [name, setName] = useState(preset?.name ?? '');
  const [prompt, setPrompt] = useState(start.prompt);
  const [negativePrompt, setNegative] = useState(start.negativePrompt);
  const [settings, setSettings] = useState(preset ? preset.overrides !== null : false);
  const [forModel, setForModel] = useState(preset ? preset.model !== null : false);
  const model = preset?.model ?? (pack && { id: pack.id, name: pack.name });
  const empty = prompt.trim() === '' && negativePrompt.trim() === '' && !settings;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (empty || name.trim() === '') return;
    onSave({
      id: preset?.id ?? crypto.randomUUID(),
      name: name.trim(),
      prompt,
      negativePrompt,
      overrides: settings ? (preset?.overrides ?? store.getState().overrides) : null,
      model: forModel ? model : null,
    });
  };
  return (
    <form className={styles['form']} data-testid="preset-form" onSubmit={submit}>
      <h4>{preset ? t('presets:edit', { name: preset.name }) : t('presets:new')}</h4>
      <Text label={t('presets:name')} value={name} most={MOST_NAME} testId="preset-name" first onChange={setName} />
      <Text label={t('presets:words')} value={prompt} testId="preset-words" onChange={setPrompt} />
      <p className={styles['about']}>{t('presets:wordsAbout')}</p>
      <Text label={t('presets:negative')} value={negativePrompt} testId="preset-negative" onChange={setNegative} />
      <Check
        label={t(preset?.overrides ? 'presets:keepSettings' : 'presets:withSettings')}
        on={settings}
        testId="preset-settings"
        onChange={setSettings}
      />
      {model && (
        <Check
          label={t('presets:withModel', { name: model.name })}
          on={forModel}
          testId="preset-for-model"
          onChange={setForModel}
        />
      )}
      <div className={styles['buttons']}>
        <Button data-testid="preset-cancel" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button look="primary" submits disabled={empty || name.trim() === ''} data-testid="preset-save">
          {t('presets:done')}
        </Button>
      </div>
    </form>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly most?: number;
  readonly testId: string;
  readonly first?: boolean;
  readonly onChange: (value: string) => void;
}

function Text({ label, value, most = MOST_CHARS, testId, first = false, onChange }: TextProps): ReactElement {
  return (
    <label className={field['field']}>
      <span className={field['label']}>{label}</span>
      <input
        className={field['input']}
        value={value}
        maxLength={most}
        autoFocus={first}
        autoComplete="off"
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

interface CheckProps {
  readonly label: string;
  readonly on: boolean;
  readonly testId: string;
  readonly onChange: (on: boolean) => void;
}

function Check({ label, on, testId, onChange }: CheckProps): ReactElement {
  return (
    <label className={styles['check']}>
      <input type="checkbox" checked={on} data-testid={testId} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
