// What lies over the whole page, one at a time. Each sheet is loaded when it is first wanted; a new one is one line here.
import type { ComponentType, ReactElement } from 'react';
import { closeSheet } from '../../actions/sheet.ts';
import type { SheetProps } from '../../ui/sheetProps.ts';
import type { SheetName } from '../../store/types.ts';
import { useApp } from '../../store/useApp.ts';
import { onDemand } from '../../ui/onDemand.tsx';
import { MissingSheet } from './MissingSheet.tsx';

const SHEETS: Readonly<Record<SheetName, ComponentType<SheetProps>>> = {
  gallery: sheet(() => import('../Gallery/Gallery.tsx').then((it) => it.Gallery)),
  share: sheet(() => import('../Share/Share.tsx').then((it) => it.Share)),
  restore: sheet(() => import('../Share/Restore.tsx').then((it) => it.Restore)),
  presets: sheet(() => import('../Presets/Presets.tsx').then((it) => it.Presets)),
  models: sheet(() => import('../Models/ModelSheet.tsx').then((it) => it.ModelSheet)),
  storage: sheet(() => import('../Storage/StorageSheet.tsx').then((it) => it.StorageSheet)),
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
