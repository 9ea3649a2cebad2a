// The one sheet (dialog) of the page that lies over everything: which it is, if any.
import { store } from './store.ts';
import type { SheetName } from './types.ts';

export function openSheet(sheet: SheetName): void {
  store.setState({ sheet });
}

export function closeSheet(): void {
  store.setState({ sheet: null });
}
