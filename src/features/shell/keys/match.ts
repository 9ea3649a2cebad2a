// Keys as written in the table against keys as pressed. Pure.

/** What of a KeyboardEvent matters here. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const NAMES: Readonly<Record<string, string>> = { ' ': 'space', esc: 'escape', del: 'delete' };

/** Whether the press is the one that `keys` writes down. Shift is left aside for signs such as `?`, which need it. */
export function matches(keys: string, press: Press): boolean {
  const parts = partsOf(keys);
  const key = parts.at(-1);
  if ((press.ctrlKey || press.metaKey) !== parts.includes('mod')) return false;
  if (press.altKey !== parts.includes('alt')) return false;
  const sign = key?.length === 1 && !/[a-z0-9]/.test(key);
  if (!sign && press.shiftKey !== parts.includes('shift')) return false;
  return key === nameOf(press);
}

/** `mod++` is mod and +. */
function partsOf(keys: string): readonly string[] {
  const parts = keys.split('+').filter((part) => part !== '');
  return keys.endsWith('+') ? [...parts, '+'] : parts;
}

/** The key's name; on keyboards of other scripts a letter is known by its place. */
function nameOf({ key, code }: Press): string {
  const name = key.toLowerCase();
  const foreign = name.length === 1 && name > '~';
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return foreign && letter ? letter.toLowerCase() : (NAMES[name] ?? name);
}

/** The keys as caps to show: `mod+shift+z` is Ctrl, Shift, Z; on a Mac ⌘, ⇧, Z. */
export function capsOf(keys: string, mac: boolean): readonly string[] {
  const names = mac ? MAC : OTHERS;
  return partsOf(keys).map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

const OTHERS: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  delete: 'Del',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
};
const MAC: Readonly<Record<string, string>> = { ...OTHERS, mod: '⌘', shift: '⇧', alt: '⌥', enter: '↩' };
