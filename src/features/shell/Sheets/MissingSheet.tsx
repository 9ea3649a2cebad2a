// In the place of a sheet whose code could not be loaded.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { Dialog } from '../../../ui/Dialog.tsx';

export function MissingSheet({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  return (
    <Dialog title="Inkling" size="s" testId="sheet-missing" onClose={onClose}>
      <p role="alert">{t('shell:sheetMissing')}</p>
    </Dialog>
  );
}
