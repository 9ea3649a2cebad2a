// Chooses a project file.
import type { ChangeEvent, ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { Icon } from '../../../ui/icons.tsx';
import button from '../../../ui/Button.module.css';
import file from '../../../ui/FileButton.module.css';

export function ProjectButton({ onFile }: { onFile: (file: File) => void }): ReactElement {
  const t = useT();
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // the same file can be chosen again
    if (chosen) onFile(chosen);
  };
  return (
    <label className={`${button['button']} ${button['plain']} ${file['file']}`}>
      <input type="file" accept=".inkling" data-testid="project-open" onChange={onChange} />
      <Icon name="upload" />
      {t('library:projectOpen')}
    </label>
  );
}
