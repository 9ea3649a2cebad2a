// Keys that work anywhere on the page, by the table in list.ts. Typing in a field is left alone, and so is a dialog.
import { isTyping } from '../../../ui/isTyping.ts';
import { SHORTCUTS } from './list.ts';
import type { Shortcut } from './types.ts';
import { matches } from './match.ts';

/** Starts listening. Returns the way to stop. */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    if (document.querySelector(':modal, [role="menu"]')) return; // they have keys of their own
    if (event.key === 'Escape' && document.querySelector(':popover-open')) return; // closes that
    const typing = isTyping(event.target);
    const rows = SHORTCUTS.flatMap((group) => group.rows);
    const meant = (row: Shortcut): boolean =>
      (!typing || row.whileTyping === true) && row.keys.some((keys) => matches(keys, event));
    const acted = rows.some((row) => meant(row) && row.run !== undefined && row.run() !== false);
    if (acted) event.preventDefault();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
