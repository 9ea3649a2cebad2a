// Models that can be had with one press: whole ones, the nets of each condition, what needs few steps.
import { type ReactElement, useEffect, useState } from 'react';
import { getModel } from '../shelf.ts';
import { CATALOGUE } from '../../../catalogue/entries.ts';
import { modelOf } from '../../../catalogue/offers.ts';
import type { CatalogueEntry } from '../../../catalogue/types.ts';
import { formatBytes } from '../../../i18n/format.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { readSpace } from '../../../machine/storage.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import { Icon } from '../../../ui/icons.tsx';
import styles from './Models.module.css';

interface Group {
  readonly title: MessageKey;
  readonly about?: MessageKey;
  readonly kind: CatalogueEntry['kind'];
}

const GROUPS: readonly Group[] = [
  { title: 'shell:catalogueModels', kind: 'checkpoint' },
  { title: 'shell:catalogueNets', about: 'shell:catalogueNetsAbout', kind: 'controlnet' },
  { title: 'shell:catalogueAdapters', about: 'shell:catalogueAdaptersAbout', kind: 't2i-adapter' },
  { title: 'shell:catalogueFast', kind: 'lora' },
  { title: 'shell:cataloguePreviews', about: 'shell:cataloguePreviewsAbout', kind: 'preview' },
];

export function Catalogue({ disabled }: { disabled: boolean }): ReactElement {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Disclosure title={t('shell:catalogue')} open={open} onToggle={setOpen} testId="catalogue">
      <p className={styles['about']}>
        {t('shell:catalogueAbout')} <FreeSpace />
      </p>
      {GROUPS.map(({ title, about, kind }) => (
        <section key={title} className={styles['added']}>
          <h3>{t(title)}</h3>
          {about && <p className={styles['about']}>{t(about)}</p>}
          <ul className={styles['list']}>
            {CATALOGUE.filter((entry) => entry.kind === kind).map((entry) => (
              <Entry key={entry.id} entry={entry} disabled={disabled} />
            ))}
          </ul>
        </section>
      ))}
    </Disclosure>
  );
}

function Entry({ entry, disabled }: { entry: CatalogueEntry; disabled: boolean }): ReactElement {
  const t = useT();
  const here = useApp((state) => modelOf(entry, state.shelf.models) !== undefined);
  const busy = useApp((state) => state.shelf.adding !== null);
  const { id, name, bytes, licence, memoryBytes } = entry;
  const size = formatBytes(bytes);
  return (
    <li className={styles['row']} data-testid={`get-${id}`}>
      <div>
        <strong>{name}</strong>
        <p>
          {size} ·{' '}
          <a href={licence.url} target="_blank" rel="noreferrer">
            {licence.name}
          </a>
          {memoryBytes !== undefined && ` · ${t('shell:catalogueNeeds', { size: formatBytes(memoryBytes) })}`}
        </p>
      </div>
      {here ? (
        <span className={styles['used']}>
          <Icon name="check" />
          {t('shell:catalogueHere')}
        </span>
      ) : (
        <Button
          disabled={disabled || busy}
          aria-label={t('shell:catalogueGet', { name, size })}
          onClick={() => void getModel(entry)}
        >
          {t('shell:modelGet', { size })}
        </Button>
      )}
    </li>
  );
}

/** How much the browser would still take; asked when the list is opened. */
function FreeSpace(): ReactElement | null {
  const t = useT();
  const [free, setFree] = useState(0);
  const models = useApp((state) => state.shelf.models);
  useEffect(() => {
    void readSpace().then(({ usedBytes, quotaBytes }) => setFree(quotaBytes - usedBytes));
  }, [models]);
  return free > 0 ? <span>{t('shell:catalogueFree', { size: formatBytes(free) })}</span> : null;
}
