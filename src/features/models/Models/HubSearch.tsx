// Looks for models on the hub: words, what was found, the files of one repository. Nothing is sent before somebody presses Search.
import { type ReactElement, type SyntheticEvent, useId, useRef, useState } from 'react';
import { isAbort } from '../../../../workers/errors.ts';
import { useT } from '../../../i18n/useT.ts';
import { saidFailure } from '../../../i18n/said.ts';
import { type Failure, failureOf } from '../../../machine/failure.ts';
import { type HubModel, searchHub } from '../../../machine/hub.ts';
import { Button } from '../../../ui/Button.tsx';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import field from '../../../ui/field.module.css';
import { HubRepository, type UseFolder } from './HubRepository.tsx';
import styles from './Models.module.css';

interface Search {
  readonly found: readonly HubModel[] | null;
  readonly failure: Failure | null;
  readonly search: (words: string) => Promise<void>;
}

/** The newest search wins. */
function useSearch(): Search {
  const [found, setFound] = useState<readonly HubModel[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asking = useRef<AbortController | null>(null);
  const search = async (words: string): Promise<void> => {
    asking.current?.abort();
    const controller = (asking.current = new AbortController());
    setFailure(null);
    try {
      setFound(await searchHub(words, controller.signal));
    } catch (error) {
      if (!isAbort(error)) setFailure(failureOf(error));
    }
  };
  return { found, failure, search };
}

export function HubSearch({ disabled, onUse }: { disabled: boolean; onUse: UseFolder }): ReactElement {
  const t = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { found, failure, search } = useSearch();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (words.trim() !== '') void search(words.trim());
  };
  return (
    <Disclosure title={t('shell:hub')} open={open} onToggle={setOpen} testId="hub">
      <form className={styles['address']} role="search" onSubmit={submit}>
        <div className={field['field']}>
          <label className={field['label']} htmlFor={id}>
            {t('shell:hubWords')}
          </label>
          <input
            id={id}
            className={field['input']}
            type="search"
            value={words}
            autoComplete="off"
            aria-describedby={`${id}-about`}
            data-testid="hub-words"
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <Button disabled={words.trim() === ''} data-testid="hub-search" onClick={submit}>
          {t('shell:hubSearch')}
        </Button>
        <p id={`${id}-about`} className={styles['about']}>
          {t('shell:hubAbout')}
        </p>
      </form>
      <div aria-live="polite">
        {failure && (
          <p className={styles['failure']} role="alert" data-testid="hub-failure">
            {saidFailure(failure)}
          </p>
        )}
        {found?.length === 0 && <p>{t('shell:hubNothing')}</p>}
      </div>
      <ul className={styles['list']} data-testid="hub-found">
        {found?.map((model) => (
          <HubRepository key={model.id} model={model} disabled={disabled} onUse={onUse} />
        ))}
      </ul>
    </Disclosure>
  );
}
