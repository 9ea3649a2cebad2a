// What lies over the whole page, one at a time. Each sheet is loaded when it is first wanted; a new one is one line here.
import type { ComponentType, ReactElement } from 'react';
import { closeSheet } from '../../../state/sheet.ts';
import type { SheetProps } from '../../../ui/sheetProps.ts';
import type { SheetName } from '../../../state/types.ts';
import { useApp } from '../../../state/useApp.ts';
import { onDemand } from '../../../ui/onDemand.tsx';
import { MissingSheet } from './MissingSheet.tsx';

const SHEETS: Readonly<Record<SheetName, ComponentType<SheetProps>>> = {
  gallery: sheet(() => import('../../library/Gallery/Gallery.tsx').then((it) => it.Gallery)),
  share: sheet(() => import('../../sharing/Share/Share.tsx').then((it) => it.Share)),
  restore: sheet(() => import('../../sharing/Share/Restore.tsx').then((it) => it.Restore)),
  presets: sheet(() => import('../../making/Presets/Presets.tsx').then((it) => it.Presets)),
  models: sheet(() => import('../../models/Models/ModelSheet.tsx').then((it) => it.ModelSheet)),
  storage: sheet(() => import('../../library/Storage/StorageSheet.tsx').then((it) => it.StorageSheet)),
  shortcuts: sheet(() => import('../Shortcuts/ShortcutSheet.tsx').then((it) => it.ShortcutSheet)),
};

export function Sheets(): ReactElement | null {
  const name = useApp((state) => state.sheet);
  if (!name) return null;
  const Sheet = SHEETS[name];
  return <Sheet onClose={closeSheet} />;
}

function sheet(load: () => Promise<ComponentType<SheetProps>>): ComponentType<SheetProps> {
  return onDemand(load, { missing: MissingSheet });
}
