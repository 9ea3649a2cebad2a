// A model by its address: `owner/name` on the Hugging Face hub, the URL of a folder, or one file of either.
import { type ReactElement, type SyntheticEvent, useId, useState } from 'react';
import type { PackRef } from '../../../../workers/engine/api.ts';
import { packRef } from '../models.ts';
import { addModelFiles } from '../shelf.ts';
import { useT } from '../../../i18n/useT.ts';
import { isFileAddress } from '../../../files/fileAddress.ts';
import { Button } from '../../../ui/Button.tsx';
import field from '../../../ui/field.module.css';
import styles from './Models.module.css';

export interface ModelAddressProps {
  readonly disabled: boolean;
  readonly onUse: (pack: PackRef) => void;
}

export function ModelAddress({ disabled, onUse }: ModelAddressProps): ReactElement {
  const t = useT();
  const id = useId();
  const [address, setAddress] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const text = address.trim();
    if (isFileAddress(text)) void addModelFiles([text]);
    else if (text !== '') onUse(packRef(text));
  };
  return (
    <form className={styles['address']} onSubmit={submit}>
      <div className={field['field']}>
        <label className={field['label']} htmlFor={id}>
          {t('shell:modelAddress')}
        </label>
        <input
          id={id}
          className={field['input']}
          value={address}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="owner/name"
          aria-describedby={`${id}-about`}
          data-testid="model-address"
          onChange={(event) => setAddress(event.target.value)}
        />
      </div>
      <Button disabled={disabled || address.trim() === ''} data-testid="model-load" onClick={submit}>
        {t('shell:modelLoad')}
      </Button>
      <p id={`${id}-about`} className={styles['about']}>
        {t('shell:modelAddressAbout')}
      </p>
    </form>
  );
}
