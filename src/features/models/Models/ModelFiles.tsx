// Files of models: chosen here, dropped anywhere on the page or at an address; how far they are, and what was refused.
import type { ChangeEvent, ReactElement } from 'react';
import { addModelFiles, cancelAdding } from '../shelf.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { said } from '../../../i18n/said.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import button from '../../../ui/Button.module.css';
import file from '../../../ui/FileButton.module.css';
import { Icon } from '../../../ui/icons.tsx';
import { KeepQuestion } from './KeepQuestion.tsx';
import { leftText } from '../../../jobs/timeText.ts';
import styles from './Models.module.css';

export function ModelFiles({ disabled }: { disabled: boolean }): ReactElement {
  const t = useT();
  const failures = useApp((state) => state.shelf.failures);
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    if (files.length > 0) void addModelFiles(files);
  };
  return (
    <>
      <div className={styles['folder']}>
        <label className={`${button['button']} ${button['plain']} ${file['file']}`}>
          <input type="file" multiple disabled={disabled} data-testid="model-file" onChange={onChange} />
          <Icon name="upload" />
          {t('shell:addFile')}
        </label>
        <p className={styles['about']}>{t('shell:addFileAbout')}</p>
      </div>
      <div aria-live="polite">
        <KeepQuestion />
        <Adding />
        {failures.map(({ file: name, failure, again }) => (
          <div key={name} className={styles['failure']}>
            <p role="alert" data-testid="add-failure">
              <strong>{said(failure.message)}</strong> {said(failure.hint)}
            </p>
            {again && (
              <Button icon="reset" data-testid="add-again" onClick={() => void addModelFiles([again])}>
                {t('shell:fetchAgain')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </>
  );
}

function Adding(): ReactElement | null {
  const t = useT();
  const adding = useApp((state) => state.shelf.adding);
  if (!adding) return null;
  const { file: name, source, loadedBytes, totalBytes, bytesPerSecond } = adding;
  const values = { name, done: formatBytes(loadedBytes), size: formatBytes(totalBytes) };
  const known = totalBytes > 0;
  const left = bytesPerSecond && known ? leftText(((totalBytes - loadedBytes) / bytesPerSecond) * 1000) : '';
  const fetched = t(known ? 'shell:addFetchingOf' : 'shell:addFetching', values);
  const parts = [
    source === '' ? t('shell:adding', values) : fetched,
    bytesPerSecond ? t('shell:perSecond', { size: formatBytes(bytesPerSecond) }) : '',
    left,
  ].filter((part) => part !== '');
  return (
    <div className={styles['loading']}>
      <label className={styles['progress']} data-testid="add-progress">
        {parts.join(' · ')}
        <progress {...(known && { value: loadedBytes / totalBytes })} max={1} />
      </label>
      <Button data-testid="add-cancel" onClick={cancelAdding}>
        {t(source === '' ? 'common:cancel' : 'shell:pause')}
      </Button>
    </div>
  );
}
