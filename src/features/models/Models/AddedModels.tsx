// The models that were added to this device: what each is, how big, and how to delete it.
import { type ReactElement, useEffect } from 'react';
import type { ModelRecord } from '../../../../workers/engine/api.ts';
import { CATALOGUE } from '../../../catalogue/entries.ts';
import { modelOf } from '../../../catalogue/offers.ts';
import { readShelf, removeModel } from '../shelf.ts';
import { formatBytes } from '../../../i18n/format.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { FastSwitch } from './FastSwitch.tsx';
import { LoraStrength } from './LoraStrength.tsx';
import styles from './Models.module.css';

const KINDS: Readonly<Record<ModelRecord['kind'], MessageKey>> = {
  checkpoint: 'shell:kindCheckpoint',
  controlnet: 'shell:kindControlNet',
  vae: 'shell:kindVae',
  't2i-adapter': 'shell:kindT2i',
  lora: 'shell:kindLora',
  embedding: 'shell:kindEmbedding',
  preview: 'shell:kindPreview',
};
const FAMILIES: Readonly<Record<ModelRecord['family'], string>> = {
  sd1: 'Stable Diffusion 1.x',
  sd2: 'Stable Diffusion 2.x',
  unknown: '',
};

export function AddedModels(): ReactElement | null {
  const t = useT();
  const models = useApp((state) => state.shelf.models);
  useEffect(() => void readShelf().catch(() => undefined), []);
  if (models.length === 0) return null;
  return (
    <section className={styles['added']}>
      <h3>{t('shell:addedModels')}</h3>
      <ul className={styles['list']} data-testid="added-models">
        {models.map((model) => (
          <Added key={model.id} model={model} />
        ))}
      </ul>
    </section>
  );
}

function Added({ model }: { model: ModelRecord }): ReactElement {
  const t = useT();
  const { name, kind, family, bytes, condition, kept, sha256, uses } = model;
  const fast = CATALOGUE.find((entry) => modelOf(entry, [model]))?.fast;
  const facts = [
    t(KINDS[kind]) + (condition === null ? '' : ` (${condition})`),
    FAMILIES[family],
    formatBytes(bytes),
    sha256 === '' ? '' : sha256.slice(0, 10),
    kept ? '' : t('shell:addedVisit'),
    uses.length > 0 && kind !== 'checkpoint' ? t('shell:addedUsed', { name: uses.join(', ') }) : '',
  ].filter((fact) => fact !== '');
  return (
    <li className={styles['row']} data-testid={`added-${model.id}`}>
      <div>
        <strong>{name}</strong>
        <p>{facts.join(' · ')}</p>
        {kind === 'lora' && <LoraStrength name={name} />}
        {fast && <FastSwitch name={name} fast={fast} />}
      </div>
      <Button
        aria-label={t('shell:deleteThis', { name })}
        data-testid={`delete-${model.id}`}
        onClick={() => void removeModel(model)}
      >
        {t('common:delete')}
      </Button>
    </li>
  );
}
