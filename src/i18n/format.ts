// Numbers and lists as the language in force writes them.
import { i18n } from './i18n.ts';

/** 12 MB, 2.9 GB: two digits at most, decimal as disks are sold. */
export function formatBytes(bytes: number): string {
  const [unit, size] = bytes >= 1e9 ? (['gigabyte', 1e9] as const) : (['megabyte', 1e6] as const);
  const value = bytes / size;
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(i18n.language, { style: 'unit', unit, maximumFractionDigits }).format(value);
}

/** a, b and c. */
export function formatList(parts: readonly string[]): string {
  return new Intl.ListFormat(i18n.language).format(parts);
}

/** 1,234 as the language writes it. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(i18n.language).format(value);
}
