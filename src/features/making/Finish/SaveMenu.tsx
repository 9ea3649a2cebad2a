// Beside Save: other sizes, SVG, the clipboard.
import type { ReactElement } from 'react';
import { copyAs, saveAs } from '../result.ts';
import { useT } from '../../../i18n/useT.ts';
import '../../../i18n/words/finish.ts';
import { sizesOf } from '../cleanFiles.ts';
import { useApp } from '../../../state/useApp.ts';
import { Menu } from '../../../ui/Menu.tsx';
import type { MenuEntry } from '../../../ui/menuTypes.ts';

export function SaveMenu(): ReactElement {
  const t = useT();
  const result = useApp((state) => state.result);
  const clean = useApp(({ clean }) => clean?.drawn === true);
  const pngs = (result && clean ? sizesOf(result) : []).map(({ width, height }): MenuEntry => ({
    kind: 'command',
    id: `png-${width}`,
    label: t('finish:png', { width, height }),
    onSelect: () => void saveAs({ kind: 'png', width }),
  }));
  const entries: readonly MenuEntry[] = [
    {
      kind: 'command',
      id: 'svg',
      icon: 'download',
      label: t('finish:svg'),
      disabled: !clean,
      onSelect: () => void saveAs({ kind: 'svg' }),
    },
    ...pngs,
    { kind: 'line', id: 'line' },
    {
      kind: 'command',
      id: 'copy-png',
      icon: 'copy',
      label: t('finish:copyPng'),
      onSelect: () => void copyAs({ kind: 'png' }),
    },
    {
      kind: 'command',
      id: 'copy-svg',
      label: t('finish:copySvg'),
      disabled: !clean,
      onSelect: () => void copyAs({ kind: 'svg' }),
    },
  ];
  return <Menu bare icon="more" label={t('finish:saveAs')} entries={entries} testId="save-as" />;
}
