// The way to the colours of a clean picture's regions without a pointer.
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';

export function RecolourButton(): ReactElement {
  const t = useT();
  const shown = useApp(({ clean }) => clean?.drawn === true);
  const open = useApp(({ region }) => region !== null);
  return (
    <IconButton
      icon="fill"
      label={t('finish:recolour')}
      disabled={!shown}
      aria-haspopup="dialog"
      aria-expanded={open}
      data-testid="recolour-open"
      onClick={() => void import('../recolour.ts').then((it) => it.openRecolour())}
    />
  );
}
