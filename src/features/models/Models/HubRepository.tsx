// One repository that a search found: licence and use, and on request its files with their sizes, each to be had.
import { type ReactElement, useState } from 'react';
import type { PackRef } from '../../../../workers/engine/api.ts';
import { packRef } from '../models.ts';
import { addModelFiles } from '../shelf.ts';
import { formatBytes, formatNumber } from '../../../i18n/format.ts';
import { saidFailure } from '../../../i18n/said.ts';
import { useT } from '../../../i18n/useT.ts';
import { type Failure, failureOf } from '../../../machine/failure.ts';
import { type HubFile, hubFiles, type HubModel } from '../../../machine/hub.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './Models.module.css';

export type UseFolder = (pack: PackRef) => void;

interface RepositoryProps {
  readonly model: HubModel;
  readonly disabled: boolean;
  readonly onUse: UseFolder;
}

export function HubRepository({ model, disabled, onUse }: RepositoryProps): ReactElement {
  const t = useT();
  const [files, setFiles] = useState<readonly HubFile[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id, licence, downloads, gated } = model;
  const facts = [
    licence === '' ? t('shell:hubNoLicence') : t('shell:hubLicence', { name: licence }),
    t('shell:hubDownloads', { number: formatNumber(downloads) }),
    ...(gated ? [t('shell:hubGated')] : []),
  ];
  const show = async (): Promise<void> => {
    setFailure(null);
    try {
      setFiles(await hubFiles(id, AbortSignal.timeout(30_000)));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <li className={styles['row']} data-testid={`hub-${id}`}>
      <div>
        <strong>
          <a href={`https://huggingface.co/${id}`} target="_blank" rel="noreferrer">
            {id}
          </a>
        </strong>
        <p>{facts.join(' · ')}</p>
        {failure && (
          <p className={styles['failure']} role="alert">
            {saidFailure(failure)}
          </p>
        )}
        {files?.length === 0 && <p>{t('shell:hubNoFiles')}</p>}
      </div>
      {files === null && (
        <Button aria-label={t('shell:hubFilesOf', { name: id })} onClick={() => void show()}>
          {t('shell:hubFiles')}
        </Button>
      )}
      {files !== null && files.length > 0 && (
        <ul className={styles['files']}>
          {files.map((file) => (
            <File key={file.source} file={file} disabled={disabled} onUse={onUse} />
          ))}
        </ul>
      )}
    </li>
  );
}

interface FileProps {
  readonly file: HubFile;
  readonly disabled: boolean;
  readonly onUse: UseFolder;
}

function File({ file, disabled, onUse }: FileProps): ReactElement {
  const t = useT();
  const busy = useApp((state) => state.shelf.adding !== null);
  const { source, path, bytes, folder } = file;
  const name = folder ? t('shell:hubFolder') : path;
  const size = formatBytes(bytes);
  return (
    <li>
      <span>{name}</span>
      <Button
        disabled={disabled || busy}
        aria-label={t('shell:catalogueGet', { name, size })}
        onClick={() => (folder ? onUse(packRef(source)) : void addModelFiles([source]))}
      >
        {t('shell:modelGet', { size })}
      </Button>
    </li>
  );
}
