// Which entry of a menu a key goes to, as in the ARIA Authoring Practices. Pure.

/** The index to go to from `at` (-1: none yet); null where the key is not for moving. `labels` are the entries' words. */
export function moveInMenu(key: string, at: number, labels: readonly string[], typed: string): number | null {
  const count = labels.length;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return key.length === 1 && key !== ' ' ? typedEntry(at, labels, typed + key) : null;
  }
}

/** One letter goes on to the next entry that begins with it, several stay where they still fit. */
function typedEntry(at: number, labels: readonly string[], typed: string): number | null {
  const wanted = typed.toLocaleLowerCase();
  const first = wanted.length === 1 ? at + 1 : Math.max(0, at);
  for (let i = 0; i < labels.length; i++) {
    const index = (first + i) % labels.length;
    if (labels[index]?.trim().toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
