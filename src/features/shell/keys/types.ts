// Shortcuts as data. Types only.
import type { MessageKey } from '../../../i18n/i18n.ts';

export interface Shortcut {
  /** Each opens it: 'p', 'mod+shift+z' (mod: Ctrl, on a Mac the command key), 'escape', '?', 'space'. */
  readonly keys: readonly string[];
  readonly what: MessageKey;
  /** What it does; `false` leaves the key to others. Absent where a component listens by itself. */
  readonly run?: () => unknown;
  /** Also while somebody types in a field. */
  readonly whileTyping?: true;
}

export interface ShortcutGroup {
  readonly title: MessageKey;
  readonly rows: readonly Shortcut[];
}
