// The highest number that names give to a block. Pure.

/** Numbers beyond two digits are nobody's, and would only make a loop long. -1 where no name fits. */
export function highest(names: readonly string[], pattern: RegExp): number {
  let found = -1;
  for (const name of names) {
    const digits = pattern.exec(name)?.[1];
    if (digits !== undefined && digits.length <= 2) found = Math.max(found, Number(digits));
  }
  return found;
}
