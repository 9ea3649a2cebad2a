// One's own presets: put on, changed, deleted, and what is set now saved as another.
import { type ReactElement, useState } from 'react';
import { changePreset, addPresets, deletePreset, togglePreset } from '../presets.ts';
import { useT } from '../../../i18n/useT.ts';
import type { Preset } from '../../../state/presets.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import field from '../../../ui/field.module.css';
import { PresetForm } from './PresetForm.tsx';
import { PresetRow } from './PresetRow.tsx';
import styles from './Presets.module.css';

/** From so many on they are searched. */
const MANY = 8;

interface OwnPresetsProps {
  readonly onDone: () => void;
  /** Whether the last change is kept on the device. */
  readonly onKept: (kept: boolean) => void;
}

export function OwnPresets({ onDone, onKept }: OwnPresetsProps): ReactElement {
  const t = useT();
  const presets = useApp((state) => state.presets) ?? [];
  const [open, setOpen] = useState<Preset | 'new' | null>(null);
  const [search, setSearch] = useState('');
  const shown = presets.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const save = (preset: Preset): void => {
    const there = presets.find(({ id, name }) => name === preset.name && id !== preset.id);
    const told = t(there ? 'presets:replaced' : 'presets:saved', { name: preset.name });
    void (open === 'new' ? addPresets([preset], told) : changePreset(preset)).then(onKept);
    setOpen(null);
  };
  return (
    <>
      {presets.length > MANY && (
        <input
          type="search"
          className={field['input']}
          value={search}
          placeholder={t('presets:search')}
          aria-label={t('presets:search')}
          data-testid="preset-search"
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {presets.length === 0 && <p className={styles['about']}>{t('presets:none')}</p>}
      {presets.length > 0 && shown.length === 0 && <p className={styles['about']}>{t('presets:noneFound')}</p>}
      <ul className={styles['list']}>
        {shown.map((preset) =>
          open !== 'new' && open?.id === preset.id ? (
            <li key={preset.id}>
              <PresetForm preset={preset} onSave={save} onCancel={() => setOpen(null)} />
            </li>
          ) : (
            <PresetRow
              key={preset.id}
              preset={preset}
              onPress={() => {
                togglePreset(preset);
                onDone();
              }}
              onEdit={() => setOpen(preset)}
              onDelete={() => void deletePreset(preset).then(onKept)}
            />
          ),
        )}
      </ul>
      {open === 'new' ? (
        <PresetForm preset={null} onSave={save} onCancel={() => setOpen(null)} />
      ) : (
        <Button icon="add" data-testid="preset-new" onClick={() => setOpen('new')}>
          {t('presets:save')}
        </Button>
      )}
    </>
  );
}
