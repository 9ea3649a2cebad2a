// Which pictures a search shows. Pure.
import type { PictureRow } from './db.ts';

export interface Filter {
  readonly words: string;
  readonly favourites: boolean;
}

/** Rows whose prompt or seed holds every word that was typed, whatever its case and accents. */
export function found(rows: readonly PictureRow[], { words, favourites }: Filter): readonly PictureRow[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (favourites && !row.favourite) return false;
    if (wanted.length === 0) return true;
    const text = `${plain(row.prompt)} ${row.seed}`;
    return wanted.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
