// A model from a folder on this device: read where it lies, in use until the page is closed; asked for again where the browser can.
import { type ChangeEvent, type MouseEvent, type ReactElement, useEffect, useState } from 'react';
import type { PackRef } from '../../../../workers/engine/api.ts';
import { canPick, earlierFolder, openAgain, pickFolder } from '../folder.ts';
import { useT } from '../../../i18n/useT.ts';
import { folderFiles } from '../../../files/folderFiles.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import button from '../../../ui/Button.module.css';
import file from '../../../ui/FileButton.module.css';
import { Icon } from '../../../ui/icons.tsx';
import styles from './Models.module.css';

/** Every browser on a computer knows it, React's types do not. */
const A_FOLDER = { webkitdirectory: '' };

export interface ModelFolderProps {
  readonly disabled: boolean;
  readonly onUse: (pack: PackRef) => void;
}

export function ModelFolder({ disabled, onUse }: ModelFolderProps): ReactElement {
  const t = useT();
  const used = useApp(({ pack }) => (pack?.id.startsWith('disk:') ? pack.name : null));
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = folderFiles(event.target.files ?? []);
    event.target.value = '';
    if (chosen) onUse({ folder: chosen.name, files: chosen.files });
  };
  const onClick = (event: MouseEvent): void => {
    if (!canPick()) return;
    event.preventDefault();
    void pickFolder();
  };
  const [earlier, setEarlier] = useState<Awaited<ReturnType<typeof earlierFolder>>>(null);
  useEffect(() => void earlierFolder().then(setEarlier), [used]);
  return (
    <div className={styles['folder']}>
      <label className={`${button['button']} ${button['plain']} ${file['file']}`}>
        <input
          type="file"
          {...A_FOLDER}
          disabled={disabled}
          data-testid="model-folder"
          onClick={onClick}
          onChange={onChange}
        />
        <Icon name="folder" />
        {t('shell:modelFolder')}
      </label>
      {earlier && used === null && (
        <Button
          icon="folder"
          disabled={disabled}
          data-testid="model-folder-again"
          onClick={() => void openAgain(earlier)}
        >
          {t('shell:modelFolderAgain', { name: earlier.name })}
        </Button>
      )}
      <p className={styles['about']}>
        {used === null ? t('shell:modelFolderAbout') : t('shell:modelFolderUsed', { name: used })}
      </p>
    </div>
  );
}
