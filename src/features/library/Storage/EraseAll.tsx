// Everything goes: drawings, pictures, models. Asks in a sentence that says so.
import { type ReactElement, useState } from 'react';
import { eraseEverything } from '../storage.ts';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Storage.module.css';

export function EraseAll(): ReactElement {
  const t = useT();
  const [asked, setAsked] = useState(false);
  return (
    <div className={styles['erase']}>
      {asked ? (
        <>
          <p role="alert">{t('shell:eraseSure')}</p>
          <Button data-testid="erase-no" autoFocus onClick={() => setAsked(false)}>
            {t('common:cancel')}
          </Button>
          <Button look="danger" data-testid="erase-yes" onClick={eraseEverything}>
            {t('shell:eraseYes')}
          </Button>
        </>
      ) : (
        <Button icon="clear" data-testid="erase" onClick={() => setAsked(true)}>
          {t('shell:erase')}
        </Button>
      )}
    </div>
  );
}
